// Paying an invoice with the client's credit: all of it that fits, or an amount.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { spendCredit } from '~/lib/api/credit'
import { invoicesChanged } from '~/lib/api/invoices'
import { compare, type Decimal, subtract } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney, minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { toast } from '~/ui/toasts'

type Props = {
  invoice: { id: string; number: string; balance: Decimal }
  credit: { currency: string; available: Decimal; usable: Decimal }
  onClose: () => void
}

/** What the amount does to the invoice, while it is being typed. */
export function effectOf(amount: Decimal | null, balance: Decimal, money: (amount: Decimal) => string): string {
  if (amount === null || compare(amount, balance) > 0) return `${money(balance)} is owed.`
  return compare(amount, balance) === 0
    ? 'This settles the invoice.'
    : `${money(subtract(balance, amount))} stays owed.`
}

export function UseDialog({ invoice, credit, onClose }: Props) {
  const queries = useQueryClient()
  const locale = useLocale()
  const { currency } = credit
  const [amount, setAmount] = useState<Decimal | null>(credit.usable)
  const money = (value: Decimal) => formatMoney({ amount: value, currency }, locale)
  const submission = useSubmit(async () => {
    const used = await spendCredit(invoice.id, amount ?? '0')
    onClose()
    toast(`${money(used.amount)} of credit used on ${invoice.number}`)
    await invoicesChanged(queries)
  })
  return (
    <Dialog open onClose={onClose} title={`Use credit for ${invoice.number}`}>
      <Form submission={submission} label="Use credit">
        <p className="text-muted">
          {money(credit.available)} of credit can be used, the oldest first. You can take it off the invoice again.
        </p>
        <DecimalField
          label="Amount"
          value={amount}
          onChange={setAmount}
          suffix={currency}
          digits={minorDigits(currency)}
          hint={effectOf(amount, invoice.balance, money)}
          error={submission.errors.amount}
          required
        />
        <DialogActions onClose={onClose} busy={submission.busy}>
          Use credit
        </DialogActions>
      </Form>
    </Dialog>
  )
}
