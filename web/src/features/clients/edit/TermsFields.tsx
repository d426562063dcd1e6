// How the client is invoiced: currency, language, days to pay, its clock, its code.
import { useQuery } from '@tanstack/react-query'
import { currenciesOptions } from '~/lib/api/companies'
import { useMe } from '~/lib/api/session'
import { plural } from '~/lib/dates'
import { languageHint, languageOptions } from '~/lib/languages'
import { useLocale } from '~/lib/locale'
import type { FieldErrors } from '~/lib/problem'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import type { ClientDraft } from '../draft'
import { EarlyField } from './EarlyField'

type Props = { draft: ClientDraft; onChange: (part: Partial<ClientDraft>) => void; errors: FieldErrors }

const DAYS = [0, 7, 10, 14, 21, 30, 45, 60, 90]

function termsOptions(kept: number | null) {
  const days = kept === null || DAYS.includes(kept) ? DAYS : [...DAYS, kept].sort((a, b) => a - b)
  const label = (count: number) => (count === 0 ? 'At once' : plural(count, '{count} day', '{count} days'))
  return [
    { value: '', label: 'As the company has it' },
    ...days.map((count) => ({ value: String(count), label: label(count) })),
  ]
}

function zoneOptions(kept: string, ownZone: string) {
  const zones = Intl.supportedValuesOf('timeZone')
  const all = kept === '' || zones.includes(kept) ? zones : [kept, ...zones]
  const named = all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  return [{ value: '', label: `As yours (${ownZone.replaceAll('_', ' ')})` }, ...named]
}

export function TermsFields({ draft, onChange, errors }: Props) {
  const locale = useLocale()
  const me = useMe()
  const { data: currencies } = useQuery(currenciesOptions)
  const known = currencies ?? [{ code: draft.currency, name: draft.currency }]
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Select
          label="Currency"
          value={draft.currency}
          onChange={(currency) => onChange({ currency })}
          options={known.map((one) => ({ value: one.code, label: `${one.code} · ${one.name}` }))}
          error={errors.currency}
        />
        <Select
          label="Language of invoices"
          value={draft.language}
          onChange={(language) => onChange({ language })}
          options={languageOptions(locale, draft.language)}
          hint={languageHint(draft.language)}
          error={errors.language}
        />
        <Select
          label="Time to pay"
          value={draft.payment_terms_days === null ? '' : String(draft.payment_terms_days)}
          onChange={(days) => onChange({ payment_terms_days: days === '' ? null : Number(days) })}
          options={termsOptions(draft.payment_terms_days)}
          error={errors.payment_terms_days}
        />
        <TextField
          label="Code"
          required={false}
          spellCheck={false}
          autoComplete="off"
          placeholder="Made from the name"
          hint="Stands in invoice numbers that name the client."
          value={draft.code}
          onChange={(code) => onChange({ code })}
          error={errors.code}
        />
      </div>
      <EarlyField
        value={draft.early_discounts}
        onChange={(early_discounts) => onChange({ early_discounts })}
        errors={errors}
      />
      <Select
        label="Time zone"
        hint="Reminders reach the client by this clock."
        value={draft.time_zone}
        onChange={(time_zone) => onChange({ time_zone })}
        options={zoneOptions(draft.time_zone, me.organization?.time_zone ?? '')}
        error={errors.time_zone}
      />
    </>
  )
}
