// Amending an issued invoice: the same number says something else from now on, and the earlier version stays to be read.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isOverLimit } from '~/lib/api/approvals'
import { amendInvoice, invoicesChanged } from '~/lib/api/invoices'
import type { AmendIn, DraftIn, Invoice, LineIn } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import { minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { TextArea, TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { AskApproval } from '../approvals/AskApproval'
import { draftOf } from '../draft'

/** Everything the invoice says now, so that an amendment changes only what is typed here. */
function wholeDraft(invoice: Invoice): DraftIn {
  return { ...draftOf(invoice), exchange: invoice.document.exchange }
}

type LinesProps = { lines: readonly LineIn[]; currency: string; onChange: (at: number, part: Partial<LineIn>) => void }

function Lines({ lines, currency, onChange }: LinesProps) {
  return lines.map((line, at) =>
    line.kind !== undefined && line.kind !== 'item' ? null : (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines are neither added nor moved here
      <fieldset key={at} className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[minmax(0,1fr)_6rem_9rem]">
        <legend className="sr-only">Line {at + 1}</legend>
        <div className="col-span-2 sm:col-span-1">
          <TextField
            label="Description"
            value={line.description ?? ''}
            onChange={(description) => onChange(at, { description })}
          />
        </div>
        <DecimalField
          label="Quantity"
          value={(line.quantity ?? null) as Decimal | null}
          onChange={(quantity) => quantity !== null && onChange(at, { quantity })}
        />
        <DecimalField
          label="Price"
          suffix={currency}
          digits={minorDigits(currency)}
          value={(line.unit_price ?? null) as Decimal | null}
          onChange={(unit_price) => unit_price !== null && onChange(at, { unit_price })}
        />
      </fieldset>
    ),
  )
}

export function AmendDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => wholeDraft(invoice))
  const [reason, setReason] = useState('')
  const [notify, setNotify] = useState(true)
  const change = (part: Partial<DraftIn>) => setDraft((before) => ({ ...before, ...part }))
  const lines = draft.lines ?? []
  const wish: AmendIn = { reason, draft, notify }
  const submission = useSubmit(async () => {
    await amendInvoice(invoice.id, wish, invoice.version)
    onClose()
    toast(`Invoice ${invoice.number} is amended`)
    await invoicesChanged(queries)
  })
  return (
    <Dialog open onClose={onClose} title={`Amend invoice ${invoice.number}`} size="large">
      <Form submission={submission} label="Amend the invoice">
        <p className="text-muted">
          The number stays, and so does the version {invoice.client_name} has now: both can be read and compared.
        </p>
        <Lines
          lines={lines}
          currency={invoice.document.currency}
          onChange={(at, part) => change({ lines: lines.map((line, on) => (on === at ? { ...line, ...part } : line)) })}
        />
        <TextField
          label="Purchase order"
          required={false}
          value={draft.purchase_order ?? ''}
          onChange={(purchase_order) => change({ purchase_order })}
        />
        <TextArea label="Notes" required={false} value={draft.notes ?? ''} onChange={(notes) => change({ notes })} />
        <TextArea
          label="Reason"
          hint="The client reads it, and it stays in the books."
          required
          value={reason}
          onChange={setReason}
          error={submission.errors.reason}
        />
        <Checkbox checked={notify} onChange={setNotify}>
          Send the new version to the client, if they have the earlier one
        </Checkbox>
        <AskApproval
          problem={submission.problem}
          wish={{ invoice_id: invoice.id, act: 'amend', amend: wish }}
          onAsked={onClose}
        />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone={isOverLimit(submission.problem) ? 'secondary' : 'primary'} busy={submission.busy}>
            Amend invoice
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
