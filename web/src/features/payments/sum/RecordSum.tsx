// One sum of a client for whatever of its invoices is open; what it pays is shown before it is recorded.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invoicesChanged } from '~/lib/api/invoices'
import { recordPayment } from '~/lib/api/payments'
import { compare, type Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney, minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { DateField } from '~/ui/DateField'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { toast } from '~/ui/toasts'
import { HowPaid } from '../HowPaid'
import type { Method } from '../words'
import { Foreseen } from './Foreseen'

export type Owed = { currency: string; balance: Decimal }
type Props = { clientId: string; clientName: string; owed: readonly [Owed, ...Owed[]]; onClose: () => void }

export function RecordSum({ clientId, clientName, owed, onClose }: Props) {
  const queries = useQueryClient()
  const locale = useLocale()
  const today = useToday()
  const [currency, setCurrency] = useState(owed[0].currency)
  const [amount, setAmount] = useState<Decimal | null>(null)
  const [receivedOn, setReceivedOn] = useState<string | null>(today)
  const [method, setMethod] = useState<Method>('bank_transfer')
  const [reference, setReference] = useState('')
  const money = (value: Decimal) => formatMoney({ amount: value, currency }, locale)
  const sum = { client_id: clientId, amount: amount ?? '0', currency, received_on: receivedOn ?? today }
  const balance = owed.find((one) => one.currency === currency)?.balance
  const submission = useSubmit(async () => {
    await recordPayment({ ...sum, method, reference })
    onClose()
    toast(`${money(sum.amount)} from ${clientName} recorded`)
    await invoicesChanged(queries)
  })
  const { errors, busy } = submission
  return (
    <Dialog open onClose={onClose} title={`Record a payment from ${clientName}`}>
      <Form submission={submission} label="Record a payment">
        {owed.length > 1 && (
          <Select
            label="Currency"
            value={currency}
            onChange={setCurrency}
            options={owed.map((one) => ({ value: one.currency, label: one.currency }))}
            error={errors.currency}
          />
        )}
        <DecimalField
          label="Amount"
          value={amount}
          onChange={setAmount}
          suffix={currency}
          digits={minorDigits(currency)}
          hint={balance ? `${money(balance)} is owed in all.` : undefined}
          error={errors.amount}
          required
        />
        <DateField
          label="Received on"
          value={receivedOn}
          onChange={setReceivedOn}
          from={today}
          max={today}
          error={errors.received_on}
          required
        />
        <Foreseen sum={amount !== null && compare(amount, '0') > 0 ? sum : null} />
        <HowPaid
          method={method}
          onMethod={setMethod}
          reference={reference}
          onReference={setReference}
          error={errors.reference}
        />
        <DialogActions onClose={onClose} busy={busy}>
          Record payment
        </DialogActions>
      </Form>
    </Dialog>
  )
}
