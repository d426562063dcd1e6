// Voiding an issued invoice: it cannot be taken back, so it asks for the reason first.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isOverLimit } from '~/lib/api/approvals'
import { invoicesChanged, voidInvoice } from '~/lib/api/invoices'
import type { Invoice } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { AskApproval } from '../approvals/AskApproval'
import { nameOf, nounOf, offers } from '../kinds'

export function VoidDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const submission = useSubmit(async () => {
    await voidInvoice(invoice.id, reason)
    onClose()
    toast(`${nameOf(invoice)} is void`)
    await invoicesChanged(client)
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${offers(invoice.kind) ? 'Withdraw' : 'Void'} ${nounOf(invoice.kind)} ${invoice.number}?`}
    >
      <Form submission={submission} label="Void the invoice">
        <p className="text-muted">
          {offers(invoice.kind)
            ? `${invoice.client_name} can no longer accept it. `
            : `${invoice.client_name} will owe nothing for it and gets no more reminders. `}
          The number stays used, and this cannot be taken back.
        </p>
        <TextArea
          label="Reason"
          hint="It stays in the books and on the page your client sees."
          required
          value={reason}
          onChange={setReason}
          error={submission.errors.reason}
        />
        <AskApproval
          problem={submission.problem}
          wish={{ invoice_id: invoice.id, act: 'void', void: { reason } }}
          onAsked={onClose}
        />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" tone={isOverLimit(submission.problem) ? 'secondary' : 'danger'} busy={submission.busy}>
            {offers(invoice.kind) ? 'Withdraw' : 'Void'}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
