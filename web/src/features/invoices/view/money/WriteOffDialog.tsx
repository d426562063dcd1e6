// Writing off what will not be paid, and taking that back.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isOverLimit } from '~/lib/api/approvals'
import { undoWriteOff, type WriteOffReason, writeOffInvoice } from '~/lib/api/corrections'
import { invoicesChanged } from '~/lib/api/invoices'
import type { Invoice } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney, minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { AskApproval } from '../../approvals/AskApproval'

const REASONS: readonly { value: WriteOffReason; label: string }[] = [
  { value: 'uncollectible', label: 'They will not pay' },
  { value: 'insolvent', label: 'They are insolvent' },
  { value: 'dispute', label: 'We settled a dispute' },
  { value: 'small_amount', label: 'Too small to chase' },
  { value: 'other', label: 'Another reason' },
]

export function WriteOffDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQueryClient()
  const locale = useLocale()
  const [reason, setReason] = useState<WriteOffReason>('uncollectible')
  const [amount, setAmount] = useState<Decimal | null>(null)
  const [note, setNote] = useState('')
  const { currency } = invoice.document
  const submission = useSubmit(async () => {
    await writeOffInvoice(invoice.id, { reason, amount, note })
    onClose()
    toast(`Written off on ${invoice.number}`)
    await invoicesChanged(client)
  })
  return (
    <Dialog open onClose={onClose} title={`Write off ${invoice.number}?`}>
      <Form submission={submission} label="Write off">
        <p className="text-muted">
          It counts as a loss and {invoice.client_name} gets no more reminders of it. The invoice itself does not
          change; if they pay after all, take this back first.
        </p>
        <DecimalField
          label="Amount"
          hint={`Empty: all that is owed, ${formatMoney({ amount: invoice.balance.balance, currency }, locale)}.`}
          required={false}
          suffix={currency}
          digits={minorDigits(currency)}
          value={amount}
          onChange={setAmount}
          error={submission.errors.amount}
        />
        <Select
          label="Reason"
          value={reason}
          onChange={(value) => setReason(value as WriteOffReason)}
          options={REASONS}
        />
        <TextArea label="Note" required={false} value={note} onChange={setNote} error={submission.errors.note} />
        <AskApproval
          problem={submission.problem}
          wish={{ invoice_id: invoice.id, act: 'write_off', write_off: { reason, amount, note } }}
          onAsked={onClose}
        />
        <DialogActions
          onClose={onClose}
          busy={submission.busy}
          tone={isOverLimit(submission.problem) ? 'secondary' : 'danger'}
        >
          Write off
        </DialogActions>
      </Form>
    </Dialog>
  )
}

export function UndoWriteOffDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQueryClient()
  const locale = useLocale()
  const [reason, setReason] = useState('')
  const submission = useSubmit(async () => {
    await undoWriteOff(invoice.id, reason)
    onClose()
    toast(`${invoice.number} is owed again`)
    await invoicesChanged(client)
  })
  const lost = formatMoney({ amount: invoice.balance.written_off, currency: invoice.document.currency }, locale)
  return (
    <Dialog open onClose={onClose} title="Take the write-off back?">
      <Form submission={submission} label="Take the write-off back">
        <p className="text-muted">
          {invoice.client_name} will owe {lost} again, and reminders go on where they stopped.
        </p>
        <TextArea label="Reason" required value={reason} onChange={setReason} error={submission.errors.reason} />
        <DialogActions onClose={onClose} busy={submission.busy}>
          Take it back
        </DialogActions>
      </Form>
    </Dialog>
  )
}
