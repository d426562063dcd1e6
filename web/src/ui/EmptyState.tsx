// A screen with nothing yet: one picture, one sentence that teaches, one action.
import type { ReactNode } from 'react'
import { Drawing, type DrawingName } from './Drawing'

type Props = { drawing: DrawingName; title: string; children?: ReactNode; action?: ReactNode }

export function EmptyState({ drawing, title, children, action }: Props) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <Drawing name={drawing} />
      <p className="mt-6 font-strong text-lead">{title}</p>
      {children && <p className="mt-1.5 max-w-sm text-muted">{children}</p>}
      {action && <div className="mt-6">{action}</div>}
    </div>
  )
}
