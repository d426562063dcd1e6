// Crediting an issued invoice: all of it, or an amount; it issues a credit note at once, so it asks for the reason first.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isOverLimit } from '~/lib/api/approvals'
import { creditInvoice, invoicesChanged } from '~/lib/api/invoices'
import type { Invoice } from '~/lib/api/types'
import { type Decimal, isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney, minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { AskApproval } from '../approvals/AskApproval'

export function CreditDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const locale = useLocale()
  const [reason, setReason] = useState('')
  const [amount, setAmount] = useState<Decimal | null>(null)
  const currency = invoice.document.currency
  const begun = !isZero(invoice.balance.credited)
  const paid = !isZero(invoice.balance.paid)
  const submission = useSubmit(async () => {
    const note = await creditInvoice(invoice.id, { reason, amount })
    onClose()
    toast(`Credit note ${note.number} is issued`)
    await invoicesChanged(client)
    await navigate({ to: '/invoices/$id', params: { id: note.id } })
  })
  const whole = formatMoney({ amount: invoice.balance.amount_due, currency }, locale)
  return (
    <Dialog open onClose={onClose} title={`Credit invoice ${invoice.number}`}>
      <Form submission={submission} label="Issue a credit note">
        <p className="text-muted">
          A credit note with a number of its own takes back what you charged {invoice.client_name}. The invoice stays as
          it is, and less is owed on it.
          {paid && ' What was paid beyond the rest belongs to the client.'}
        </p>
        <DecimalField
          label="Amount with tax"
          hint={
            begun
              ? `${formatMoney({ amount: invoice.balance.credited, currency }, locale)} of ${whole} was credited before.`
              : `Empty: all of it, ${whole}, line by line.`
          }
          required={begun}
          suffix={currency}
          digits={minorDigits(currency)}
          value={amount}
          onChange={setAmount}
          error={submission.errors.amount}
        />
        <TextArea
          label="Reason"
          hint="It stays in the books; with an amount it is printed on the credit note."
          required
          value={reason}
          onChange={setReason}
          error={submission.errors.reason}
        />
        <AskApproval
          problem={submission.problem}
          wish={{ invoice_id: invoice.id, act: 'credit', credit: { reason, amount } }}
          onAsked={onClose}
        />
        <DialogActions
          onClose={onClose}
          busy={submission.busy}
          tone={isOverLimit(submission.problem) ? 'secondary' : 'primary'}
        >
          Issue credit note
        </DialogActions>
      </Form>
    </Dialog>
  )
}
