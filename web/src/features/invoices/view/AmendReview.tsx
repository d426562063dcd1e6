// The second step of an amendment: what changes against the issued version, why, and sending it.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isOverLimit } from '~/lib/api/approvals'
import { amendInvoice, invoicesChanged } from '~/lib/api/invoices'
import type { AmendIn, AmendPreview, DraftIn, Invoice } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Form } from '~/ui/Form'
import { Notice } from '~/ui/Notice'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { AskApproval } from '../approvals/AskApproval'
import { Changes } from '../Changes'
import { DueChange } from '../DueChange'

type Props = { invoice: Invoice; draft: DraftIn; preview: AmendPreview; onBack: () => void; onClose: () => void }

export function AmendReview({ invoice, draft, preview, onBack, onClose }: Props) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [notify, setNotify] = useState(true)
  const wish: AmendIn = { reason, draft, notify }
  const submission = useSubmit(async () => {
    await amendInvoice(invoice.id, wish, invoice.version)
    onClose()
    toast(`Invoice ${invoice.number} is amended`)
    await invoicesChanged(queries)
  })
  const same = preview.changes.length === 0
  return (
    <Form submission={submission} label="Amend the invoice">
      {same ? <p className="text-muted">Nothing changes yet. Go back and change something.</p> : null}
      {!same && (
        <section aria-label="What changes" className="rounded-panel border border-line px-4 py-2">
          <Changes changes={preview.changes} sides={['As issued', 'From now on']} />
        </section>
      )}
      <DueChange currency={preview.currency} before={preview.amount_due_before} after={preview.amount_due_after} />
      {preview.over_limit && (
        <Notice tone="spark" title="A second person must approve it">
          {preview.over_limit}
        </Notice>
      )}
      <TextArea
        label="Reason"
        hint="The client reads it, and it stays in the books."
        required
        value={reason}
        onChange={setReason}
        error={submission.errors.reason}
      />
      <Checkbox
        checked={notify}
        onChange={setNotify}
        hint="Not if you last sent it with a password: then send it yourself, and choose one again."
      >
        Send the new version to the client, if they have the earlier one
      </Checkbox>
      <AskApproval
        problem={submission.problem}
        wish={{ invoice_id: invoice.id, act: 'amend', amend: wish }}
        onAsked={onClose}
      />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={onBack}>Back</Button>
        <Button
          type="submit"
          tone={isOverLimit(submission.problem) ? 'secondary' : 'primary'}
          busy={submission.busy}
          disabled={same}
        >
          Amend invoice
        </Button>
      </div>
    </Form>
  )
}
