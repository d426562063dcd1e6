// Amending an issued invoice: the same number says something else from now on, and the earlier version stays to be read.
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { taxRatesOptions } from '~/lib/api/companies'
import { previewAmendment } from '~/lib/api/invoices'
import type { AmendPreview, DraftIn, Invoice } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { TextArea, TextField } from '~/ui/TextField'
import { draftOf } from '../draft'
import { type AmendLine, AmendLines } from './AmendLines'
import { AmendReview } from './AmendReview'

/** Everything the invoice says now, so that an amendment changes only what is typed here. */
function wholeDraft(invoice: Invoice): DraftIn {
  return { ...draftOf(invoice), exchange: invoice.document.exchange }
}

export function AmendDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { document } = invoice
  const [rest, setRest] = useState(() => wholeDraft(invoice))
  const [lines, setLines] = useState<readonly AmendLine[]>(() =>
    (rest.lines ?? []).map((line, at) => ({ key: String(at), line })),
  )
  const count = useRef(lines.length)
  const [preview, setPreview] = useState<AmendPreview | null>(null)
  const { data: rates = [] } = useQuery(
    taxRatesOptions(invoice.company_id, document.supply_date ?? document.issue_date ?? '', invoice.client_id),
  )
  const draft: DraftIn = { ...rest, lines: lines.map(({ line }) => line) }
  const submission = useSubmit(async () => setPreview(await previewAmendment(invoice.id, draft)))
  const change = (part: Partial<DraftIn>) => setRest((before) => ({ ...before, ...part }))
  return (
    <Dialog open onClose={onClose} title={`Amend invoice ${invoice.number}`} size="large">
      {preview !== null && (
        <AmendReview
          invoice={invoice}
          draft={draft}
          preview={preview}
          onBack={() => setPreview(null)}
          onClose={onClose}
        />
      )}
      {preview === null && (
        <Form submission={submission} label="What the invoice says from now on">
          <p className="text-muted">
            The number stays, and so does the version {invoice.client_name} has now: both can be read and compared.
          </p>
          <AmendLines
            lines={lines}
            currency={document.currency}
            rates={rates}
            errors={submission.errors}
            onChange={setLines}
            newKey={() => String(count.current++)}
          />
          <TextField
            label="Purchase order"
            required={false}
            value={rest.purchase_order ?? ''}
            onChange={(purchase_order) => change({ purchase_order })}
          />
          <TextArea label="Notes" required={false} value={rest.notes ?? ''} onChange={(notes) => change({ notes })} />
          <DialogActions onClose={onClose} busy={submission.busy}>
            See what changes
          </DialogActions>
        </Form>
      )}
    </Dialog>
  )
}
