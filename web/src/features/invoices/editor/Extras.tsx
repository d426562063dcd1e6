// What else an invoice can say: notes and terms, and the details that few invoices need.
import { useState } from 'react'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { DateField } from '~/ui/DateField'
import { TextArea, TextField } from '~/ui/TextField'
import { patch } from './changes'
import { EarlyFields } from './EarlyFields'
import type { PartProps } from './Head'
import type { Form } from './model'

function hasDetails(form: Form): boolean {
  const { purchaseOrder, buyerReference, supplyDate, pricesIncludeTax } = form
  return purchaseOrder !== '' || buyerReference !== '' || supplyDate !== null || pricesIncludeTax
}

function Details({ form, edit, errors }: PartProps) {
  const today = useToday()
  return (
    <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-3">
      <TextField
        label="Purchase order"
        required={false}
        value={form.purchaseOrder}
        onChange={(purchaseOrder) => edit(patch({ purchaseOrder }), 'purchaseOrder')}
        error={errors.purchase_order}
      />
      <TextField
        label="Their reference"
        required={false}
        value={form.buyerReference}
        onChange={(buyerReference) => edit(patch({ buyerReference }), 'buyerReference')}
        error={errors.buyer_reference}
      />
      <DateField
        label="Date of supply"
        value={form.supplyDate}
        onChange={(supplyDate) => edit(patch({ supplyDate }), 'supplyDate')}
        from={today}
        error={errors.supply_date}
      />
      <Checkbox
        className="sm:col-span-3"
        checked={form.pricesIncludeTax}
        onChange={(pricesIncludeTax) => edit(patch({ pricesIncludeTax }))}
      >
        Prices include tax
      </Checkbox>
    </div>
  )
}

export function Extras(props: PartProps) {
  const { form, edit, errors } = props
  const [open, setOpen] = useState(hasDetails(form))
  return (
    <section aria-label="Notes and details" className="grid gap-5">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextArea
          label="Notes"
          required={false}
          placeholder="A thank-you, or how the work went"
          rows={2}
          value={form.notes}
          onChange={(notes) => edit(patch({ notes }), 'notes')}
          error={errors.notes}
        />
        <TextArea
          label="Terms"
          required={false}
          placeholder="What the law or your contract asks for"
          rows={2}
          value={form.terms}
          onChange={(terms) => edit(patch({ terms }), 'terms')}
          error={errors.terms}
        />
      </div>
      {open ? (
        <Details {...props} />
      ) : (
        <Button size="small" tone="quiet" className="justify-self-start" onClick={() => setOpen(true)}>
          Purchase order, date of supply and more
        </Button>
      )}
      {form.kind !== 'quote' && (
        <div className="justify-self-stretch">
          <EarlyFields {...props} />
        </div>
      )}
    </section>
  )
}
