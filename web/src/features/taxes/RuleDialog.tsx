// Adding a rate a company charges beside those of its country.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { companiesOptions } from '~/lib/api/companies'
import { addRule, type TaxRuleIn } from '~/lib/api/taxes'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { DateField } from '~/ui/DateField'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { TYPES } from './words'

const CHOICES = Object.entries(TYPES).map(([value, label]) => ({ value, label }))
const APPLIES = [
  { value: 'all', label: 'Everything' },
  { value: 'goods', label: 'Goods' },
  { value: 'services', label: 'Services' },
]
const LEVELS = [
  { value: '', label: 'A country or a state' },
  { value: 'county', label: 'A county' },
  { value: 'city', label: 'A city' },
  { value: 'district', label: 'A district' },
]

export function RuleDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const today = useToday()
  const { data: companies = [] } = useQuery(companiesOptions)
  const [draft, setDraft] = useState<TaxRuleIn>({
    company_id: '',
    key: 'standard',
    name: '',
    type: 'sales_tax',
    rate: '0',
    jurisdiction: '',
    start_date: today,
  })
  const company = draft.company_id || companies[0]?.id || ''
  const set = (part: Partial<TaxRuleIn>) => setDraft({ ...draft, ...part })
  const text = (name: 'name' | 'key' | 'jurisdiction' | 'source') => ({
    value: draft[name] ?? '',
    onChange: (value: string) => set({ [name]: value }),
    error: submission.errors[name],
  })
  const submission = useSubmit(async () => {
    await addRule({ ...draft, company_id: company })
    await client.invalidateQueries({ queryKey: ['tax-rules'] })
    onClose()
    toast('Saved. Drafts take this rate on its days; issued invoices stay as they are.')
  })
  const { errors } = submission
  return (
    <Dialog open onClose={onClose} title="Add a rate" size="medium">
      <Form submission={submission} label="Rate">
        {companies.length > 1 && (
          <Select
            label="Company"
            value={company}
            onChange={(company_id) => set({ company_id })}
            options={companies.map((one) => ({ value: one.id, label: one.profile.name }))}
          />
        )}
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField label="Name" required hint="Printed on invoices." {...text('name')} />
          <Select
            label="Kind"
            value={draft.type}
            onChange={(type) => set({ type: type as TaxRuleIn['type'] })}
            options={CHOICES}
            error={errors.type}
          />
          <DecimalField
            label="Rate"
            required
            suffix="%"
            value={draft.rate ?? null}
            onChange={(rate) => set({ rate: rate ?? '0' })}
            error={errors.rate}
          />
          <TextField label="Used by lines as" hint="standard is the usual one." {...text('key')} />
          <TextField
            label="Place"
            required
            placeholder="US-TX"
            hint="PL, US-TX, or US-TX-Austin."
            {...text('jurisdiction')}
          />
          <Select
            label="The place is"
            value={draft.level ?? ''}
            onChange={(level) => set({ level: level as NonNullable<TaxRuleIn['level']> })}
            options={LEVELS}
            error={errors.level}
          />
          <Select
            label="On"
            value={draft.applies_to ?? 'all'}
            onChange={(value) => set({ applies_to: value as NonNullable<TaxRuleIn['applies_to']> })}
            options={APPLIES}
          />
          <TextField label="Law" required={false} {...text('source')} />
          <DateField
            label="From"
            required
            from={today}
            value={draft.start_date || null}
            onChange={(day) => set({ start_date: day ?? '' })}
            error={errors.start_date}
          />
          <DateField
            label="To"
            from={today}
            value={draft.end_date ?? null}
            onChange={(end_date) => set({ end_date })}
            error={errors.end_date}
          />
        </div>
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          Save the rate
        </Button>
      </Form>
    </Dialog>
  )
}
