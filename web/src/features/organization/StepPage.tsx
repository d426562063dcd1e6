// One step of the way from an account to the first invoice: where one is, what it is for, and the way past it.
import type { ReactNode } from 'react'
import { useTitle } from '~/lib/title'
import { cx } from '~/ui/classes'
import { Link } from '~/ui/Link'
import { Wordmark } from '~/ui/Spark'

const STEPS = ['Organization', 'Company', 'First client', 'First invoice'] as const

type Props = { step: 1 | 2 | 3; title: string; lead: string; children: ReactNode; skippable?: boolean }

function Progress({ step }: { step: number }) {
  return (
    <ol aria-label="Steps" className="mt-12 grid grid-cols-4 gap-2">
      {STEPS.map((name, index) => (
        <li
          key={name}
          aria-current={index + 1 === step ? 'step' : undefined}
          className={cx(
            'border-t-2 pt-2 text-small',
            index + 1 < step && 'border-ink text-muted',
            index + 1 === step && 'border-spark font-strong',
            index + 1 > step && 'border-line text-muted',
          )}
        >
          {name}
          {index + 1 < step && <span className="sr-only"> (done)</span>}
        </li>
      ))}
    </ol>
  )
}

export function StepPage({ step, title, lead, children, skippable = false }: Props) {
  useTitle(title)
  return (
    <main className="mx-auto max-w-form px-6 py-10">
      <div className="flex items-center justify-between gap-4">
        <Wordmark className="text-title" />
        {skippable && <Link to="/">Skip for now</Link>}
      </div>
      <Progress step={step} />
      <h1 className="mt-10 text-figure tracking-tight">{title}</h1>
      <p className="mt-2 mb-8 text-muted">{lead}</p>
      {children}
    </main>
  )
}
