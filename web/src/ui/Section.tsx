// A part of a screen under its own heading, with at most one act beside it.
import { type ReactNode, useId } from 'react'

type Props = { title: string; aside?: ReactNode; lead?: ReactNode; children: ReactNode; className?: string }

export function Section({ title, aside, lead, children, className }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={className}>
      <header className="mb-3 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="text-lead">
          {title}
        </h2>
        {aside}
      </header>
      {lead && <p className="-mt-2 mb-4 max-w-form text-muted">{lead}</p>}
      {children}
    </section>
  )
}
