// Money has arrived: how much, when, and how; prefilled with what is owed.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type EarlyOffer, earlyDiscountsOptions } from '~/lib/api/early'
import { invoicesChanged } from '~/lib/api/invoices'
import { recordPayment } from '~/lib/api/payments'
import type { PaymentIn } from '~/lib/api/types'
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
import { toast } from '~/ui/toasts'
import { HowPaid } from './HowPaid'
import { type Method, withinDays } from './words'

type Props = {
  clientId: string
  clientName: string
  currency: string
  invoice: { id: string; number: string; balance: Decimal }
  onClose: () => void
}

/** The discount this payment earns; null where it is too little, all of it, or too late for every offer. */
export function earnedOf(amount: Decimal | null, balance: Decimal, on: string, offers: readonly EarlyOffer[]) {
  if (amount === null || compare(amount, balance) >= 0) return null
  return offers.find((offer) => on <= offer.until && compare(amount, offer.payable) >= 0) ?? null
}

/** What the amount means for the invoice, while it is being typed. */
export function effectOf(
  amount: Decimal | null,
  balance: Decimal,
  money: (amount: Decimal) => string,
  { on, offers }: { on: string; offers: readonly EarlyOffer[] } = { on: '', offers: [] },
): string {
  const earned = earnedOf(amount, balance, on, offers)
  if (amount !== null && earned) {
    return `Paid ${withinDays(earned.days)}: discount of ${money(subtract(balance, amount))} is granted. This settles the invoice.`
  }
  const offer = offers.find((one) => on <= one.until)
  const hint = offer ? ` ${money(offer.payable)} is enough: paid ${withinDays(offer.days)}.` : ''
  if (amount === null) return `${money(balance)} is owed.${hint}`
  const order = compare(amount, balance)
  if (order === 0) return `This settles the invoice.${hint}`
  if (order < 0) return `${money(subtract(balance, amount))} stays owed.`
  return `${money(subtract(amount, balance))} more than is owed: it becomes the client’s credit.`
}

function allocationsOf(invoice: Props['invoice'], amount: Decimal): PaymentIn['allocations'] {
  return [{ invoice_id: invoice.id, amount: compare(amount, invoice.balance) > 0 ? invoice.balance : amount }]
}

export function RecordPayment({ clientId, clientName, currency, invoice, onClose }: Props) {
  const queries = useQueryClient()
  const locale = useLocale()
  const today = useToday()
  const [amount, setAmount] = useState<Decimal | null>(invoice.balance)
  const [receivedOn, setReceivedOn] = useState<string | null>(today)
  const [method, setMethod] = useState<Method>('bank_transfer')
  const [reference, setReference] = useState('')
  const offers = useQuery(earlyDiscountsOptions(invoice.id)).data?.offers ?? []
  const money = (value: Decimal) => formatMoney({ amount: value, currency }, locale)
  const submission = useSubmit(async () => {
    const given = amount ?? '0'
    await recordPayment({
      client_id: clientId,
      amount: given,
      currency,
      received_on: receivedOn ?? today,
      method,
      reference,
      allocations: allocationsOf(invoice, given),
    })
    onClose()
    toast(`${money(given)} from ${clientName} recorded`)
    await invoicesChanged(queries)
  })
  const { errors, busy } = submission
  return (
    <Dialog open onClose={onClose} title={`Record a payment for ${invoice.number}`}>
      <Form submission={submission} label="Record a payment">
        <DecimalField
          label="Amount"
          value={amount}
          onChange={setAmount}
          suffix={currency}
          digits={minorDigits(currency)}
          hint={effectOf(amount, invoice.balance, money, { on: receivedOn ?? today, offers })}
          error={errors.amount ?? errors['allocations.0.amount']}
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
