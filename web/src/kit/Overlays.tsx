// The gallery's buttons, menus and dialogs.
import { Download, MoreHorizontal, Send, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '~/ui/Button'
import { ConfirmDialog, Dialog } from '~/ui/Dialog'
import { Kbd } from '~/ui/Kbd'
import { Link } from '~/ui/Link'
import { Menu } from '~/ui/Menu'
import { toast } from '~/ui/toasts'

export function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | null>(null)
  const acts = [
    { id: 'pdf', label: 'Download PDF', icon: <Download className="size-4" />, run: () => toast('Downloaded') },
    { id: 'dup', label: 'Duplicate', keys: 'd', run: () => toast('Duplicated') },
  ]
  const danger = [
    {
      id: 'void',
      label: 'Void invoice',
      icon: <Trash2 className="size-4" />,
      danger: true,
      run: () => setOpen('confirm'),
    },
  ]
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button tone="primary" icon={<Send aria-hidden className="size-4" />} onClick={() => setOpen('dialog')}>
        Send to Example Bakery
      </Button>
      <Button onClick={() => toast('Invoice archived', { undo: () => toast('It is back') })}>Archive</Button>
      <Button tone="quiet">Preview</Button>
      <Button tone="danger" onClick={() => setOpen('confirm')}>
        Void invoice
      </Button>
      <Button busy>Saving</Button>
      <Button disabled>Not now</Button>
      <IconButton label="More">
        <MoreHorizontal className="size-4" />
      </IconButton>
      <Menu label="More" trigger="Menu" tone="secondary" groups={[{ acts }, { acts: danger }]} />
      <Link to="/">A text link</Link>
      <Kbd keys="g i" />
      <Dialog
        open={open === 'dialog'}
        onClose={() => setOpen(null)}
        title="Send to Example Bakery"
        actions={
          <>
            <Button onClick={() => setOpen(null)}>Cancel</Button>
            <Button tone="primary">Send 1,240.00 EUR</Button>
          </>
        }
      >
        <p className="text-muted">
          The mail goes to accounts@bakery.example.com with the PDF and a link to the page where it can be paid.
        </p>
      </Dialog>
      <ConfirmDialog
        open={open === 'confirm'}
        onClose={() => setOpen(null)}
        onConfirm={() => setOpen(null)}
        title="Void invoice 2026-0042?"
        confirm="Void invoice"
        danger
      >
        The number stays used, the client is told, and reminders stop. This cannot be taken back.
      </ConfirmDialog>
    </div>
  )
}
