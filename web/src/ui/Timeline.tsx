// What happened to a thing and what will happen next, as one line through time.
import type { ReactNode } from 'react'
import { cx } from './classes'
import { Spark } from './Spark'

export type Moment = {
  id: string
  /** What happened, as a whole sentence. */
  text: ReactNode
  /** When, in the reader's words; the machine's instant goes into `at`. */
  when: string
  at: string
  detail?: ReactNode
  /** Not yet: drawn hollow. */
  planned?: boolean
  tone?: 'plain' | 'good' | 'late' | 'spark'
}

const DOT = { plain: 'bg-edge', good: 'bg-good', late: 'bg-late', spark: 'bg-spark' }

function Mark({ moment }: { moment: Moment }) {
  if (moment.tone === 'spark') return <Spark className="size-3.5" />
  const skin = moment.planned ? 'border-edge border-2 bg-bg' : DOT[moment.tone ?? 'plain']
  return <span className={cx('size-2.5 rounded-full', skin)} />
}

export function Timeline({ label, moments }: { label: string; moments: readonly Moment[] }) {
  return (
    <ol aria-label={label}>
      {moments.map((moment, index) => (
        <li key={moment.id} className="relative flex gap-3 pb-5 last:pb-0">
          {index < moments.length - 1 && (
            <span
              aria-hidden
              className={cx(
                'absolute start-[6.5px] top-5 bottom-0 border-line border-s',
                moment.planned && 'border-dashed',
              )}
            />
          )}
          <span aria-hidden className="flex h-5 w-3.5 shrink-0 items-center justify-center">
            <Mark moment={moment} />
          </span>
          <div className="min-w-0">
            <p className={moment.planned ? 'text-muted' : undefined}>{moment.text}</p>
            {moment.detail && <p className="text-muted">{moment.detail}</p>}
            <time dateTime={moment.at} className="text-muted text-small">
              {moment.when}
            </time>
          </div>
        </li>
      ))}
    </ol>
  )
}
