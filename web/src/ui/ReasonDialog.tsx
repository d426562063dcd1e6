// Asks for the reason of something that is kept for ever, and does it.
import { type ReactNode, useState } from 'react'
import { useSubmit } from '~/lib/submit'
import { Dialog } from './Dialog'
import { DialogActions } from './DialogActions'
import { Form } from './Form'
import { TextArea } from './TextField'

type Props = {
  title: string
  label: string
  action: string
  danger?: boolean
  children: ReactNode
  run: (reason: string) => Promise<unknown>
  onClose: () => void
}

export function ReasonDialog({ title, label, action, danger = false, children, run, onClose }: Props) {
  const [reason, setReason] = useState('')
  const submission = useSubmit(() => run(reason))
  return (
    <Dialog open onClose={onClose} title={title} size="medium" role={danger ? 'alertdialog' : 'dialog'}>
      <Form submission={submission} label={title}>
        <div className="grid gap-3">{children}</div>
        <TextArea label={label} required value={reason} onChange={setReason} error={submission.errors.reason} />
        <DialogActions onClose={onClose} busy={submission.busy} tone={danger ? 'danger' : 'primary'}>
          {action}
        </DialogActions>
      </Form>
    </Dialog>
  )
}
