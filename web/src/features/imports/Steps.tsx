// The four steps of an import, and which one is next.
import { Check } from 'lucide-react'
import { cx } from '~/ui/classes'

const STEPS = ['Choose the file', 'Say what its columns are', 'See what would happen', 'Import']

export function Steps({ at, finished = false }: { at: number; finished?: boolean }) {
  return (
    <ol aria-label="Steps" className="mb-8 flex flex-wrap gap-x-6 gap-y-2">
      {STEPS.map((label, index) => {
        const step = index + 1
        const done = step < at || finished
        return (
          <li
            key={label}
            aria-current={step === at && !finished ? 'step' : undefined}
            className={cx('flex items-center gap-2', step === at || done ? 'text-ink' : 'hidden text-muted sm:flex')}
          >
            <span
              className={cx(
                'flex size-6 items-center justify-center rounded-full border text-small',
                step === at && !finished ? 'border-spark font-strong text-spark' : 'border-line',
              )}
            >
              {done ? <Check aria-hidden className="size-3.5" /> : step}
            </span>
            <span className={cx(step === at && !finished ? 'font-strong' : 'hidden text-muted sm:inline')}>
              {label}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
