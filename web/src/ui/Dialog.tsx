// A dialog that asks or shows one thing; on a phone it is a sheet from the bottom with its actions under the thumb.
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Heading, Modal, ModalOverlay, Dialog as RacDialog } from 'react-aria-components'
import { Button, buttonClass } from './Button'
import { cx } from './classes'

type Props = {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** The buttons, the most important one last. */
  actions?: ReactNode
  size?: 'small' | 'medium' | 'large'
  role?: 'dialog' | 'alertdialog'
}

const WIDTH = { small: 'sm:max-w-md', medium: 'sm:max-w-xl', large: 'sm:max-w-4xl' }

export const OVERLAY = 'fixed inset-0 z-40 flex animate-fade items-end justify-center bg-veil sm:items-center sm:p-6'

export function Dialog({ open, onClose, title, children, actions, size = 'small', role = 'dialog' }: Props) {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable={role === 'dialog'}
      className={OVERLAY}
    >
      <Modal
        className={cx(
          'max-h-[92dvh] w-full animate-sheet overflow-auto rounded-t-panel bg-raised shadow-raised sm:animate-rise sm:rounded-panel',
          WIDTH[size],
        )}
      >
        <RacDialog role={role} className="flex flex-col outline-none">
          <header className="flex items-start gap-4 px-6 pt-5">
            <Heading slot="title" className="flex-1 text-title">
              {title}
            </Heading>
            <button
              type="button"
              aria-label="Close"
              onClick={onClose}
              className={cx(buttonClass('quiet', 'small', true), '-me-2 -mt-1')}
            >
              <X aria-hidden className="size-4" />
            </button>
          </header>
          <div className="px-6 pt-3 pb-6">{children}</div>
          {actions && (
            <footer className="sticky bottom-0 flex flex-col-reverse gap-2 border-line border-t bg-raised px-6 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">
              {actions}
            </footer>
          )}
        </RacDialog>
      </Modal>
    </ModalOverlay>
  )
}

type ConfirmProps = {
  open: boolean
  onClose: () => void
  onConfirm: () => void
  title: string
  /** What will happen, in one or two sentences. */
  children: ReactNode
  /** What the button does: "Void invoice", never "OK". */
  confirm: string
  danger?: boolean
  busy?: boolean
}

/** Only for what leaves the house or cannot be taken back; everything else gets an Undo. */
export function ConfirmDialog({ open, onClose, onConfirm, title, children, confirm, danger, busy }: ConfirmProps) {
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button tone={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
        {confirm}
      </Button>
    </>
  )
  return (
    <Dialog open={open} onClose={onClose} title={title} role="alertdialog" actions={actions}>
      <div className="text-muted">{children}</div>
    </Dialog>
  )
}
