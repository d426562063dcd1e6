// The facts of an organization: name, country, currency of its reports, time zone.
import { countryOptions } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import type { FieldErrors } from '~/lib/problem'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'

export type OrganizationDraft = { name: string; country: string; time_zone: string; base_currency: string }

type Props = { draft: OrganizationDraft; onChange: (draft: OrganizationDraft) => void; errors: FieldErrors }

function currencyOptions(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }))
}

function zoneOptions(kept: string) {
  const zones = Intl.supportedValuesOf('timeZone')
  const all = zones.includes(kept) ? zones : [kept, ...zones]
  return all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}

export function OrganizationFields({ draft, onChange, errors }: Props) {
  const locale = useLocale()
  const part = (name: keyof OrganizationDraft) => ({
    value: draft[name],
    onChange: (text: string) => onChange({ ...draft, [name]: text }),
    error: errors[name],
  })
  return (
    <>
      <TextField label="Name of the organization" autoComplete="organization" required {...part('name')} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Select label="Country" {...part('country')} options={countryOptions(locale)} />
        <Select label="Currency of your reports" {...part('base_currency')} options={currencyOptions(locale)} />
      </div>
      <Select
        label="Time zone"
        hint="Reminders go out by this clock, unless the client has its own."
        {...part('time_zone')}
        options={zoneOptions(draft.time_zone)}
      />
    </>
  )
}
