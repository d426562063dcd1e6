// All there is to say about a client, in groups: who it is, where it is, and how it is billed.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { currenciesOptions } from '~/lib/api/companies'
import { languageOptions } from '~/lib/languages'
import { useLocale } from '~/lib/locale'
import type { FieldErrors } from '~/lib/problem'
import { AddressFields } from '~/ui/AddressFields'
import { Checkbox } from '~/ui/Checkbox'
import { Select } from '~/ui/Select'
import { TaxIdsField } from '~/ui/TaxIdsField'
import { TextArea, TextField } from '~/ui/TextField'
import type { ClientFields } from './fields'

type Props = { fields: ClientFields; onChange: (fields: ClientFields) => void; errors: FieldErrors }
type PartProps = { fields: ClientFields; set: (part: Partial<ClientFields>) => void; errors: FieldErrors }

const DAYS = ['', '0', '7', '10', '14', '21', '30', '45', '60', '90']

function Group({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <fieldset className="grid gap-5 border-line border-t pt-6">
      <legend className="float-start mb-1 w-full">
        <span className="font-strong text-lead">{title}</span>
        {lead && <span className="mt-0.5 block text-muted">{lead}</span>}
      </legend>
      {children}
    </fieldset>
  )
}

type ProfileText = 'name' | 'trading_name' | 'contact_name' | 'email' | 'phone' | 'website' | 'registration_number'

function Who({ fields, set, errors }: PartProps) {
  const part = (name: ProfileText) => ({
    value: fields[name],
    onChange: (text: string) => set({ [name]: text }),
    error: errors[`profile.${name}`],
  })
  return (
    <Group title="Who it is">
      <TextField label="Name" autoComplete="organization" required {...part('name')} />
      <TextField label="Contact person" required={false} hint="Mail greets this person." {...part('contact_name')} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="E-mail"
          type="email"
          required={false}
          hint="Invoices and reminders go there."
          {...part('email')}
        />
        <TextField label="Phone" type="tel" required={false} {...part('phone')} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField label="Trading name" required={false} {...part('trading_name')} />
        <TextField label="Website" required={false} {...part('website')} />
      </div>
    </Group>
  )
}

function Where({ fields, set, errors }: PartProps) {
  return (
    <Group title="Address and tax" lead="As they stand on the invoice.">
      <AddressFields
        value={fields.address}
        onChange={(address) => set({ address })}
        errors={errors}
        path="profile.address"
      />
      <TaxIdsField
        value={fields.tax_ids}
        onChange={(tax_ids) => set({ tax_ids })}
        errors={errors}
        path="profile.tax_ids"
        country={fields.address.country}
      />
      <TextField
        label="Company register number"
        required={false}
        value={fields.registration_number}
        onChange={(registration_number) => set({ registration_number })}
        error={errors['profile.registration_number']}
      />
    </Group>
  )
}

function daysLabel(days: string): string {
  if (days === '') return 'As the company says'
  return days === '0' ? 'At once' : `${days} days`
}

function zoneOptions(kept: string) {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), ...(kept ? [kept] : [])])
  return [{ value: '', label: 'Same as yours' }, ...[...zones].map((zone) => ({ value: zone, label: zone }))]
}

function Billing({ fields, set, errors }: PartProps) {
  const locale = useLocale()
  const { data: currencies } = useQuery(currenciesOptions)
  const known = currencies ?? [{ code: fields.currency, name: fields.currency }]
  const days = DAYS.includes(fields.payment_terms_days) ? DAYS : [...DAYS, fields.payment_terms_days]
  return (
    <Group title="How it is billed">
      <div className="grid gap-5 sm:grid-cols-2">
        <Select
          label="Currency"
          value={fields.currency}
          onChange={(currency) => set({ currency })}
          options={known.map((one) => ({ value: one.code, label: `${one.code} · ${one.name}` }))}
          error={errors.currency}
        />
        <Select
          label="Time to pay"
          value={fields.payment_terms_days}
          onChange={(payment_terms_days) => set({ payment_terms_days })}
          options={days.map((one) => ({ value: one, label: daysLabel(one) }))}
          error={errors.payment_terms_days}
        />
        <Select
          label="Language"
          hint="Invoices and mail are written in it."
          value={fields.language}
          onChange={(language) => set({ language })}
          options={languageOptions(locale, fields.language)}
          error={errors.language}
        />
        <Select
          label="Time zone"
          hint="Reminders arrive in the morning there."
          value={fields.time_zone}
          onChange={(time_zone) => set({ time_zone })}
          options={zoneOptions(fields.time_zone)}
          error={errors.time_zone}
        />
      </div>
      <TextField
        label="Short name"
        required={false}
        hint="For numbers of invoices that carry the client. Empty: made from the name."
        value={fields.code}
        onChange={(code) => set({ code })}
        error={errors.code}
      />
      <Checkbox
        checked={fields.reminders_paused}
        onChange={(reminders_paused) => set({ reminders_paused })}
        hint="Nothing is sent to this client by itself while this is on."
      >
        Never remind this client
      </Checkbox>
      <TextArea
        label="Notes"
        required={false}
        hint="Only you see them."
        value={fields.notes}
        onChange={(notes) => set({ notes })}
        error={errors.notes}
      />
    </Group>
  )
}

export function ClientForm({ fields, onChange, errors }: Props) {
  const part = { fields, errors, set: (changed: Partial<ClientFields>) => onChange({ ...fields, ...changed }) }
  return (
    <>
      <Who {...part} />
      <Where {...part} />
      <Billing {...part} />
    </>
  )
}
