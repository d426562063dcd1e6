// A group of fields with a title and what it is for.
import type { ReactNode } from 'react'

export function Group({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-5 border-line border-t pt-6">
      <legend className="float-start mb-1 w-full">
        <span className="font-strong text-lead">{title}</span>
        {lead && <span className="mt-0.5 block text-muted">{lead}</span>}
      </legend>
      {children}
    </fieldset>
  )
}
