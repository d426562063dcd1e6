// Money went back to the client: how much of the credit, when and how.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { refundCredit } from '~/lib/api/credit'
import { invoicesChanged } from '~/lib/api/invoices'
import type { ClientCredit } from '~/lib/api/types'
import { compare, type Decimal, subtract } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney, minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { DateField } from '~/ui/DateField'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { HowPaid } from '../HowPaid'
import type { Method } from '../words'

type Props = { clientId: string; clientName: string; credit: ClientCredit; onClose: () => void }

export function RefundDialog({ clientId, clientName, credit, onClose }: Props) {
  const queries = useQueryClient()
  const locale = useLocale()
  const today = useToday()
  const { currency, available } = credit
  const [amount, setAmount] = useState<Decimal | null>(available)
  const [refundedOn, setRefundedOn] = useState<string | null>(today)
  const [method, setMethod] = useState<Method>('bank_transfer')
  const [reference, setReference] = useState('')
  const [note, setNote] = useState('')
  const money = (value: Decimal) => formatMoney({ amount: value, currency }, locale)
  const left = amount !== null && compare(amount, available) <= 0 ? subtract(available, amount) : available
  const submission = useSubmit(async () => {
    const facts = { currency, refunded_on: refundedOn ?? today, method, reference, note }
    const done = await refundCredit(clientId, { amount: amount ?? '0', ...facts })
    onClose()
    toast(`Refund of ${money(done.amount)} to ${clientName} recorded`)
    await invoicesChanged(queries)
  })
  const { errors, busy } = submission
  return (
    <Dialog open onClose={onClose} title={`Refund credit to ${clientName}`}>
      <Form submission={submission} label="Record a refund">
        <p className="text-muted">Pay the money back at your bank, then record it here.</p>
        <DecimalField
          label="Amount"
          value={amount}
          onChange={setAmount}
          suffix={currency}
          digits={minorDigits(currency)}
          hint={`${money(left)} of credit is left after it.`}
          error={errors.amount}
          required
        />
        <DateField
          label="Paid back on"
          value={refundedOn}
          onChange={setRefundedOn}
          from={today}
          max={today}
          error={errors.refunded_on}
          required
        />
        <HowPaid
          method={method}
          onMethod={setMethod}
          reference={reference}
          onReference={setReference}
          error={errors.reference}
        />
        <TextField label="Note" required={false} value={note} onChange={setNote} error={errors.note} />
        <DialogActions onClose={onClose} busy={busy}>
          Record refund
        </DialogActions>
      </Form>
    </Dialog>
  )
}
