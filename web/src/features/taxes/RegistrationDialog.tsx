// Adding a place where a company is registered for tax, or a scheme it joined.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { companiesOptions } from '~/lib/api/companies'
import { addRegistration, type TaxRegistrationIn } from '~/lib/api/taxes'
import { countryOptions } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { DateField } from '~/ui/DateField'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { SCHEMES } from './words'

const CHOICES = Object.entries(SCHEMES).map(([value, label]) => ({
  value,
  label: label[0]?.toUpperCase() + label.slice(1),
}))

export function RegistrationDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const locale = useLocale()
  const today = useToday()
  const { data: companies = [] } = useQuery(companiesOptions)
  const [draft, setDraft] = useState<TaxRegistrationIn>({
    company_id: '',
    country: '',
    since: `${today.slice(0, 4)}-01-01`,
  })
  const company = draft.company_id || companies[0]?.id || ''
  const country = draft.country || companies.find((one) => one.id === company)?.profile.address.country || ''
  const set = (part: Partial<TaxRegistrationIn>) => setDraft({ ...draft, ...part })
  const submission = useSubmit(async () => {
    await addRegistration({ ...draft, company_id: company, country })
    await client.invalidateQueries({ queryKey: ['tax-registrations'] })
    onClose()
    toast('Saved. Drafts are taxed by it from now on; issued invoices stay as they are.')
  })
  const { errors } = submission
  return (
    <Dialog open onClose={onClose} title="Add a registration" size="medium">
      <Form submission={submission} label="Registration">
        {companies.length > 1 && (
          <Select
            label="Company"
            value={company}
            onChange={(company_id) => set({ company_id })}
            options={companies.map((one) => ({ value: one.id, label: one.profile.name }))}
          />
        )}
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            label="Country"
            value={country}
            onChange={(code) => set({ country: code })}
            options={countryOptions(locale)}
            error={errors.country}
          />
          <TextField
            label="State or province"
            required={false}
            value={draft.region ?? ''}
            onChange={(region) => set({ region })}
            error={errors.region}
          />
          <Select
            label="As"
            value={draft.scheme ?? 'standard'}
            onChange={(scheme) => set({ scheme: scheme as NonNullable<TaxRegistrationIn['scheme']> })}
            options={CHOICES}
            error={errors.scheme}
          />
          <TextField
            label="Number"
            required={false}
            value={draft.number ?? ''}
            onChange={(number) => set({ number })}
            error={errors.number}
          />
          <DateField
            label="Since"
            required
            from={today}
            value={draft.since || null}
            onChange={(since) => set({ since: since ?? '' })}
            error={errors.since}
          />
          <DateField
            label="Until"
            from={today}
            value={draft.until ?? null}
            onChange={(until) => set({ until })}
            error={errors.until}
          />
        </div>
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          Save the registration
        </Button>
      </Form>
    </Dialog>
  )
}
