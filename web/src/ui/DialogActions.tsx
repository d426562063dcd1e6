// How a dialog with a form ends: do it, or leave it. On a phone the act comes first, where the thumb is.
import type { ReactNode } from 'react'
import { Button } from './Button'

type Props = {
  onClose: () => void
  busy: boolean
  tone?: 'primary' | 'secondary' | 'danger'
  disabled?: boolean
  children: ReactNode
}

export function DialogActions({ onClose, busy, tone = 'primary', disabled = false, children }: Props) {
  return (
    <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" tone={tone} busy={busy} disabled={disabled}>
        {children}
      </Button>
    </div>
  )
}
