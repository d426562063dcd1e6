// The head of the invoice: who bills whom, from when, in which money, and how long there is to pay.
import { useQuery } from '@tanstack/react-query'
import { companiesOptions, currenciesOptions } from '~/lib/api/companies'
import type { Preview } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import type { FieldErrors } from '~/lib/problem'
import { useToday } from '~/lib/today'
import { DateField } from '~/ui/DateField'
import { DecimalField } from '~/ui/DecimalField'
import { Select } from '~/ui/Select'
import { AddressFields } from './AddressFields'
import { BrandField } from './BrandField'
import { ClientField, type NewClientSlot } from './ClientField'
import { patch } from './changes'
import type { Form } from './model'
import { PayToField } from './PayToField'
import { SeriesField } from './SeriesField'
import { withDays } from './terms'
import type { Edit } from './useEditor'

export type PartProps = { form: Form; edit: Edit; errors: FieldErrors; preview: Preview | null }

/** What belongs to one company and cannot follow to another. */
const NOTHING_CHOSEN = {
  bank_account_id: null,
  brand_id: null,
  series_id: null,
  seller_address_id: null,
  ship_from_id: null,
}

function CompanyField({ form, edit, errors }: PartProps) {
  const { data = [] } = useQuery(companiesOptions)
  if (data.length < 2) return null
  return (
    <Select
      label="From"
      value={form.company}
      onChange={(company) =>
        edit((now) => ({
          ...now,
          company,
          more: { ...now.more, ...NOTHING_CHOSEN },
        }))
      }
      options={data.map((company) => ({ value: company.id, label: company.profile.name }))}
      error={errors.company_id}
    />
  )
}

function CurrencyField({ form, edit, errors, preview }: PartProps) {
  const { data = [] } = useQuery(currenciesOptions)
  const value = form.currency ?? preview?.document.currency ?? ''
  const known = data.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))
  const options = known.some((one) => one.value === value) || value === '' ? known : [{ value, label: value }, ...known]
  return (
    <Select
      label="Currency"
      value={value}
      onChange={(currency) => edit((now) => ({ ...now, currency, more: { ...now.more, exchange: null } }))}
      options={value === '' ? [{ value: '', label: 'As the client’s' }, ...options] : options}
      error={errors.currency}
    />
  )
}

function TermsField({ form, edit, errors, preview }: PartProps) {
  const locale = useLocale()
  const due = preview?.document.due_date
  const days = form.termsDays ?? preview?.document.payment_terms.days ?? null
  return (
    <DecimalField
      label="Days to pay"
      suffix="days"
      value={days === null ? null : String(days)}
      onChange={(value) => {
        if (value === null || /^\d{1,3}$/.test(value))
          edit(withDays(value === null ? null : Number(value), preview?.document.payment_terms), 'termsDays')
      }}
      hint={due ? `Due on ${formatDate(due, locale)}` : undefined}
      error={errors['payment_terms.days'] ?? errors.payment_terms}
    />
  )
}

function ValidField({ form, edit, errors }: PartProps) {
  const today = useToday()
  return (
    <DateField
      label="Valid until"
      hint={form.validUntil === null ? 'Without an end' : undefined}
      value={form.validUntil}
      onChange={(validUntil) => edit(patch({ validUntil }), 'validUntil')}
      from={today}
      error={errors.valid_until}
    />
  )
}

export function Head(props: PartProps & { newClient: NewClientSlot }) {
  const { form, edit, errors, newClient } = props
  const today = useToday()
  return (
    <section aria-label="Who, when and how" className="grid grid-cols-2 items-start gap-x-4 gap-y-5 sm:grid-cols-3">
      <div className="col-span-2">
        <ClientField client={form.client} error={errors.client_id} edit={edit} newClient={newClient} />
      </div>
      <CurrencyField {...props} />
      <CompanyField {...props} />
      <DateField
        label="Issue date"
        hint={form.issueDate === null ? 'The day you issue it' : undefined}
        value={form.issueDate}
        onChange={(issueDate) => edit(patch({ issueDate }), 'issueDate')}
        from={today}
        error={errors.issue_date}
      />
      {form.kind === 'quote' ? <ValidField {...props} /> : <TermsField {...props} />}
      {form.kind !== 'quote' && <PayToField {...props} />}
      <BrandField {...props} />
      <SeriesField {...props} />
      <AddressFields {...props} />
    </section>
  )
}
