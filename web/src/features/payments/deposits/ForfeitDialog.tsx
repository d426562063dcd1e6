// Keeping what a client did not use of a deposit, and taking that back.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { forfeitDeposit, undoForfeit } from '~/lib/api/deposits'
import { invoicesChanged } from '~/lib/api/invoices'
import type { DepositRecord, Forfeit } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney, minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

export function ForfeitDialog({ deposit, onClose }: { deposit: DepositRecord; onClose: () => void }) {
  const queries = useQueryClient()
  const locale = useLocale()
  const { currency, remaining } = deposit
  const [amount, setAmount] = useState<Decimal | null>(remaining)
  const [reason, setReason] = useState('')
  const submission = useSubmit(async () => {
    await forfeitDeposit(deposit.id, amount ?? '0', reason)
    onClose()
    toast(`${formatMoney({ amount: amount ?? '0', currency }, locale)} of ${deposit.number} is forfeited`)
    await invoicesChanged(queries)
  })
  return (
    <Dialog open onClose={onClose} title={`Forfeit deposit ${deposit.number}`}>
      <Form submission={submission} label="Forfeit the deposit">
        <p className="text-muted">
          {deposit.client_name} loses this money and can use it for no invoice any more. The deposit invoice and its tax
          stay as they are; ask your accountant whether your country wants that corrected.
        </p>
        <DecimalField
          label="Amount"
          value={amount}
          onChange={setAmount}
          suffix={currency}
          digits={minorDigits(currency)}
          hint={`${formatMoney({ amount: remaining, currency }, locale)} is not used.`}
          error={submission.errors.amount}
          required
        />
        <TextField
          label="Reason"
          placeholder="Order cancelled after the agreed day"
          required
          value={reason}
          onChange={setReason}
          error={submission.errors.reason}
        />
        <DialogActions onClose={onClose} busy={submission.busy} tone="danger">
          Forfeit
        </DialogActions>
      </Form>
    </Dialog>
  )
}

type UndoProps = { forfeit: Forfeit; currency: string; onClose: () => void }

export function UndoForfeitDialog({ forfeit, currency, onClose }: UndoProps) {
  const queries = useQueryClient()
  const locale = useLocale()
  const [reason, setReason] = useState('')
  const amount = formatMoney({ amount: forfeit.amount, currency }, locale)
  const submission = useSubmit(async () => {
    await undoForfeit(forfeit.id, reason)
    onClose()
    toast(`${amount} of the deposit can be used again`)
    await invoicesChanged(queries)
  })
  return (
    <Dialog open onClose={onClose} title={`Undo the forfeit of ${amount}?`}>
      <Form submission={submission} label="Undo the forfeit">
        <p className="text-muted">The client can use this part of the deposit again.</p>
        <TextField label="Reason" required value={reason} onChange={setReason} error={submission.errors.reason} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" tone="danger" busy={submission.busy}>
            Undo the forfeit
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
