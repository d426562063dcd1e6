// How a thing stands, in a word with its own shape: colour is never the only sign.
import { Ban, Check, CircleDashed, Clock, Mail, Pause, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './classes'

export type Tone = 'draft' | 'open' | 'sent' | 'late' | 'paid' | 'void' | 'paused' | 'failed'

const LOOK: Record<Tone, { icon: typeof Check; skin: string }> = {
  draft: { icon: CircleDashed, skin: 'text-muted border-edge border border-dashed' },
  open: { icon: Clock, skin: 'text-spark bg-spark-wash' },
  sent: { icon: Mail, skin: 'text-info bg-info-wash' },
  late: { icon: Clock, skin: 'text-late bg-late-wash' },
  paid: { icon: Check, skin: 'text-good bg-good-wash' },
  void: { icon: Ban, skin: 'text-muted bg-sunken line-through' },
  paused: { icon: Pause, skin: 'text-muted bg-sunken' },
  failed: { icon: TriangleAlert, skin: 'text-late border border-late' },
}

export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { icon: Icon, skin } = LOOK[tone]
  return (
    <span
      className={cx(
        'inline-flex h-6 items-center gap-1.5 rounded-full px-2 font-strong text-small whitespace-nowrap',
        skin,
      )}
    >
      <Icon aria-hidden className="size-3.5" strokeWidth={2.25} />
      {children}
    </span>
  )
}
