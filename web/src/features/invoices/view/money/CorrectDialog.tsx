// Correcting an issued invoice: how its lines read from now on; the difference goes on a corrective invoice.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isOverLimit } from '~/lib/api/approvals'
import { correctInvoice, standingLinesOptions } from '~/lib/api/corrections'
import { invoicesChanged } from '~/lib/api/invoices'
import type { Invoice, LineOut } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import { useSubmit } from '~/lib/submit'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { AskApproval } from '../../approvals/AskApproval'

type Typed = { quantity: Decimal | null; price: Decimal | null }

/** The lines somebody changed, as the server wants them. */
export function changedLines(lines: readonly LineOut[], typed: Readonly<Record<string, Typed>>) {
  return lines.flatMap(({ amounts: _, subtotal, ...line }) => {
    const now = typed[line.id]
    if (!now || (now.quantity === line.quantity && now.price === line.unit_price)) return []
    return [{ ...line, quantity: now.quantity ?? '0', unit_price: now.price ?? '0' }]
  })
}

function Lines({ invoice, lines, onClose }: { invoice: Invoice; lines: readonly LineOut[]; onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState<Record<string, Typed>>(() =>
    Object.fromEntries(lines.map((line) => [line.id, { quantity: line.quantity, price: line.unit_price }])),
  )
  const changed = changedLines(lines, typed)
  const set = (id: string, part: Partial<Typed>) =>
    setTyped((before) => ({ ...before, [id]: { quantity: null, price: null, ...before[id], ...part } }))
  const submission = useSubmit(async () => {
    const made = await correctInvoice(invoice.id, { reason, lines: changed })
    onClose()
    toast(`Corrective invoice ${made.number} is issued`)
    await invoicesChanged(client)
    await navigate({ to: '/invoices/$id', params: { id: made.id } })
  })
  return (
    <Form submission={submission} label="Issue a corrective invoice">
      <p className="text-muted">
        Type each line as it should have been; a quantity of 0 takes it out. The corrective invoice states before and
        after and gets a number of its own. It is issued at once.
      </p>
      <ul className="grid gap-4">
        {lines.map((line) => (
          <li
            key={line.id}
            className="grid grid-cols-2 items-start gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_8rem_9rem]"
          >
            <p className="col-span-2 sm:col-span-1 sm:pt-7">{line.description}</p>
            <DecimalField
              label="Quantity"
              required
              suffix={line.unit || undefined}
              value={typed[line.id]?.quantity ?? null}
              onChange={(quantity) => set(line.id, { quantity })}
            />
            <DecimalField
              label="Price"
              required
              suffix={invoice.document.currency}
              value={typed[line.id]?.price ?? null}
              onChange={(price) => set(line.id, { price })}
            />
          </li>
        ))}
      </ul>
      <TextArea
        label="Reason"
        hint="It is printed on the corrective invoice."
        required
        value={reason}
        onChange={setReason}
        error={submission.errors.reason}
      />
      <AskApproval
        problem={submission.problem}
        wish={{ invoice_id: invoice.id, act: 'correct', correct: { reason, lines: changed } }}
        onAsked={onClose}
      />
      <DialogActions
        onClose={onClose}
        busy={submission.busy}
        tone={isOverLimit(submission.problem) ? 'secondary' : 'primary'}
        disabled={changed.length === 0}
      >
        Issue corrective invoice
      </DialogActions>
    </Form>
  )
}

export function CorrectDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { data, error, refetch } = useQuery(standingLinesOptions(invoice.id))
  return (
    <Dialog open onClose={onClose} title={`Correct ${invoice.number}`} size="medium">
      {error && <ErrorState error={error} onRetry={() => void refetch()} title="The lines could not be loaded" />}
      {!data && !error && <RowsSkeleton rows={3} label="Loading the lines" />}
      {data && <Lines invoice={invoice} lines={data} onClose={onClose} />}
    </Dialog>
  )
}
