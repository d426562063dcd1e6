// Taking a payment back: its invoices owe again what it had paid.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invoicesChanged } from '~/lib/api/invoices'
import { reversePayment } from '~/lib/api/payments'
import type { Payment } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

export function ReverseDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const queries = useQueryClient()
  const locale = useLocale()
  const [reason, setReason] = useState('')
  const amount = formatMoney(payment, locale)
  const submission = useSubmit(async () => {
    await reversePayment(payment.id, reason)
    onClose()
    toast(`The payment of ${amount} is taken back`)
    await invoicesChanged(queries)
  })
  const numbers = payment.allocations.map((part) => part.number).join(', ')
  return (
    <Dialog open onClose={onClose} title={`Take back the payment of ${amount}?`}>
      <Form submission={submission} label="Take back the payment">
        <p className="text-muted">
          {numbers === ''
            ? `${payment.client_name} loses this credit.`
            : `${payment.client_name} owes again what it paid on ${numbers}. The payment stays in the list, struck through.`}
        </p>
        <TextField
          label="Reason"
          placeholder="Recorded twice, returned by the bank"
          required
          value={reason}
          onChange={setReason}
          error={submission.errors.reason}
        />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>Keep the payment</Button>
          <Button type="submit" tone="danger" busy={submission.busy}>
            Take it back
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
