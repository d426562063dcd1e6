// Giving a deposit back: the credit note is issued at once, and the refund recorded.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { refundDeposit } from '~/lib/api/deposits'
import { invoicesChanged } from '~/lib/api/invoices'
import type { DepositRecord } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
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

export function RefundDepositDialog({ deposit, onClose }: { deposit: DepositRecord; onClose: () => void }) {
  const queries = useQueryClient()
  const locale = useLocale()
  const today = useToday()
  const { currency, remaining } = deposit
  const [amount, setAmount] = useState<Decimal | null>(remaining)
  const [day, setDay] = useState<string | null>(today)
  const [method, setMethod] = useState<Method>('bank_transfer')
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState('')
  const submission = useSubmit(async () => {
    const facts = { refunded_on: day ?? today, method, reference, reason, note: '' }
    const done = await refundDeposit(deposit.id, { amount: amount ?? '0', ...facts })
    onClose()
    toast(`Refund of ${formatMoney(done, locale)} recorded, and its credit note issued`)
    await invoicesChanged(queries)
  })
  const { errors, busy } = submission
  return (
    <Dialog open onClose={onClose} title={`Refund deposit ${deposit.number}`}>
      <Form submission={submission} label="Refund the deposit">
        <p className="text-muted">
          The deposit invoice stated tax, so a credit note takes that back. It is issued at once. Pay the money back at
          your bank.
        </p>
        <DecimalField
          label="Amount"
          value={amount}
          onChange={setAmount}
          suffix={currency}
          digits={minorDigits(currency)}
          hint={`${formatMoney({ amount: remaining, currency }, locale)} is not used.`}
          error={errors.amount}
          required
        />
        <TextField
          label="Reason"
          hint="It is printed on the credit note."
          required
          value={reason}
          onChange={setReason}
          error={errors.reason}
        />
        <DateField
          label="Paid back on"
          value={day}
          onChange={setDay}
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
        <DialogActions onClose={onClose} busy={busy}>
          Refund
        </DialogActions>
      </Form>
    </Dialog>
  )
}
