// Deducting paid deposits on a draft: the oldest first, or amounts of one's own.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Deposit, deductDeposits, depositsOptions } from '~/lib/api/corrections'
import { invoicesChanged } from '~/lib/api/invoices'
import type { Invoice } from '~/lib/api/types'
import { type Decimal, isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney, minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { Checkbox } from '~/ui/Checkbox'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { toast } from '~/ui/toasts'

function Choice({
  invoice,
  deposits,
  onClose,
}: {
  invoice: Invoice
  deposits: readonly Deposit[]
  onClose: () => void
}) {
  const client = useQueryClient()
  const locale = useLocale()
  const { currency } = invoice.document
  const untouched = deposits.every((one) => isZero(one.used))
  const [byHand, setByHand] = useState(!untouched)
  const [isFinal, setFinal] = useState(untouched || invoice.kind === 'final_invoice')
  const [amounts, setAmounts] = useState<Record<string, Decimal | null>>(() =>
    Object.fromEntries(deposits.map((one) => [one.id, isZero(one.used) ? null : one.used])),
  )
  const submission = useSubmit(async () => {
    const chosen = deposits.flatMap(({ id }) => {
      const amount = amounts[id]
      return amount && !isZero(amount) ? [{ deposit_id: id, amount }] : []
    })
    await deductDeposits(invoice.id, invoice.version, { is_final: isFinal, deposits: byHand ? chosen : null })
    onClose()
    toast('The draft deducts the deposits')
    await invoicesChanged(client)
  })
  return (
    <Form submission={submission} label="Deduct deposits">
      <p className="text-muted">
        What {invoice.client_name} paid in advance lowers what this invoice asks for. It states each deposit with its
        number and the tax that was invoiced before.
      </p>
      <Checkbox checked={!byHand} onChange={(auto) => setByHand(!auto)}>
        As much as is due, the oldest deposit first
      </Checkbox>
      {byHand &&
        deposits.map((one) => (
          <DecimalField
            key={one.id}
            label={one.number}
            hint={`${formatMoney({ amount: one.amount, currency }, locale)} deposit`}
            required={false}
            suffix={currency}
            digits={minorDigits(currency)}
            value={amounts[one.id] ?? null}
            onChange={(amount) => setAmounts((before) => ({ ...before, [one.id]: amount }))}
            error={submission.errors[`credits.${one.id}`]}
          />
        ))}
      <Checkbox checked={isFinal} onChange={setFinal}>
        This is the final invoice of the order
      </Checkbox>
      <DialogActions onClose={onClose} busy={submission.busy}>
        Deduct
      </DialogActions>
    </Form>
  )
}

export function DeductDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { data } = useQuery(depositsOptions(invoice.id, invoice.version))
  return (
    <Dialog open onClose={onClose} title="Deduct deposits">
      {data && <Choice invoice={invoice} deposits={data.deposits} onClose={onClose} />}
    </Dialog>
  )
}
