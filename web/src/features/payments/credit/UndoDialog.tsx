// Taking credit off an invoice again, or a refund out of the books: it is the client's credit as before.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { undoCreditUse } from '~/lib/api/credit'
import { invoicesChanged } from '~/lib/api/invoices'
import type { CreditUse } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

export function UndoDialog({ use, onClose }: { use: CreditUse; onClose: () => void }) {
  const queries = useQueryClient()
  const locale = useLocale()
  const [reason, setReason] = useState('')
  const amount = formatMoney(use, locale)
  const submission = useSubmit(async () => {
    await undoCreditUse(use.id, reason)
    onClose()
    toast(`${amount} is credit again`)
    await invoicesChanged(queries)
  })
  const title = use.number === null ? `Undo the refund of ${amount}?` : `Take ${amount} off ${use.number}?`
  return (
    <Dialog open onClose={onClose} title={title}>
      <Form submission={submission} label="Undo">
        <p className="text-muted">
          {use.number === null
            ? `Do this when the money was not paid back after all. ${use.client_name} has the credit again.`
            : `${use.client_name} owes it again on ${use.number}, and has the credit as before.`}
        </p>
        <TextField
          label="Reason"
          placeholder="Wrong invoice, recorded twice"
          required
          value={reason}
          onChange={setReason}
          error={submission.errors.reason}
        />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{use.number === null ? 'Keep the refund' : 'Keep it'}</Button>
          <Button type="submit" tone="danger" busy={submission.busy}>
            {use.number === null ? 'Undo the refund' : 'Take it off'}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
