// A sentence the person should see now: what happened, why, and what to do.
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './classes'

type Tone = 'info' | 'late' | 'good' | 'spark'

const LOOK: Record<Tone, { icon: typeof Info; skin: string; ink: string }> = {
  info: { icon: Info, skin: 'bg-info-wash', ink: 'text-info' },
  late: { icon: CircleAlert, skin: 'bg-late-wash', ink: 'text-late' },
  good: { icon: CircleCheck, skin: 'bg-good-wash', ink: 'text-good' },
  spark: { icon: Info, skin: 'bg-spark-wash', ink: 'text-spark' },
}

type Props = { tone?: Tone; title?: string; children?: ReactNode; action?: ReactNode; role?: 'alert' | 'status' }

export function Notice({ tone = 'info', title, children, action, role }: Props) {
  const { icon: Icon, skin, ink } = LOOK[tone]
  return (
    <div role={role} className={cx('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-panel px-4 py-3', skin)}>
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', ink)} />
      <div className="min-w-0 flex-1 basis-56">
        {title && <p className="font-strong">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  )
}
