// The top of every screen: where one is, what it is about, and the one next action.
import type { ReactNode } from 'react'
import { useTitle } from '~/lib/title'

type Props = { title: string; lead?: ReactNode; above?: ReactNode; actions?: ReactNode }

export function PageHeader({ title, lead, above, actions }: Props) {
  useTitle(title)
  return (
    <header className="mb-8 flex flex-wrap items-end gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-64">
        {above && <div className="mb-2 text-muted">{above}</div>}
        <h1 className="text-figure tracking-tight">{title}</h1>
        {lead && <p className="mt-2 max-w-form text-muted">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
