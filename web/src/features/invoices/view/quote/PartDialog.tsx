// Invoicing a part of a quote: so much of each line as is chosen, at most what is left.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { invoicesChanged } from '~/lib/api/invoices'
import { convertQuote, quoteOptions } from '~/lib/api/quotes'
import type { Invoice } from '~/lib/api/types'
import { type Decimal, isZero } from '~/lib/decimal'
import { useSubmit } from '~/lib/submit'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { RowsSkeleton } from '~/ui/Skeleton'
import { nounOf } from '../../kinds'

export function PartDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data } = useQuery(quoteOptions(invoice.id))
  const [chosen, setChosen] = useState<Record<string, Decimal | null>>({})
  const left = data?.left.filter((line) => !isZero(line.left)) ?? []
  const taken = left.flatMap(({ id }) => {
    const quantity = chosen[id]
    return quantity && !isZero(quantity) ? [{ id, quantity }] : []
  })
  const submission = useSubmit(async () => {
    const made = await convertQuote(invoice.id, 'invoice', taken)
    onClose()
    await invoicesChanged(client)
    await navigate({ to: '/invoices/$id/edit', params: { id: made.id } })
  })
  return (
    <Dialog open onClose={onClose} title={`Invoice a part of ${invoice.number}`} size="medium">
      <Form submission={submission} label="Choose what to invoice">
        <p className="text-muted">
          Say how much of each line goes on this invoice. The rest of the {nounOf(invoice.kind)} stays to be invoiced.
        </p>
        {!data && <RowsSkeleton rows={3} label="Loading the lines" />}
        <ul className="grid gap-4">
          {left.map((line) => (
            <li key={line.id}>
              <DecimalField
                label={line.description}
                hint={`${line.left} left of ${line.quantity}${line.unit ? ` ${line.unit}` : ''}`}
                required={false}
                suffix={line.unit || undefined}
                value={chosen[line.id] ?? null}
                onChange={(quantity) => setChosen((before) => ({ ...before, [line.id]: quantity }))}
              />
            </li>
          ))}
        </ul>
        <DialogActions onClose={onClose} busy={submission.busy} disabled={taken.length === 0}>
          Make the invoice
        </DialogActions>
      </Form>
    </Dialog>
  )
}
