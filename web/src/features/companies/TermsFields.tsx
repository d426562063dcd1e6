// What a new invoice of the company starts with: days to pay, currency, language, and where answers go.
import { useQuery } from '@tanstack/react-query'
import { currenciesOptions } from '~/lib/api/companies'
import { languageHint, languageOptions } from '~/lib/languages'
import { useLocale } from '~/lib/locale'
import type { FieldErrors } from '~/lib/problem'
import { EarlySteps } from '~/ui/EarlySteps'
import { Select } from '~/ui/Select'
import { TextArea, TextField } from '~/ui/TextField'
import type { CompanyDraft } from './draft'

type Props = {
  draft: CompanyDraft
  onChange: (part: Partial<CompanyDraft>) => void
  errors: FieldErrors
  short?: boolean
}

const DAYS = [0, 7, 10, 14, 21, 30, 45, 60, 90]

function daysLabel(days: number): string {
  return days === 0 ? 'At once' : `${days} days`
}

export function TermsFields({ draft, onChange, errors, short = false }: Props) {
  const locale = useLocale()
  const { data: currencies } = useQuery(currenciesOptions)
  const days = DAYS.includes(draft.payment_terms_days)
    ? DAYS
    : [...DAYS, draft.payment_terms_days].sort((a, b) => a - b)
  const known = currencies ?? [{ code: draft.currency, name: draft.currency }]
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        <Select
          label="Time to pay"
          value={String(draft.payment_terms_days)}
          onChange={(value) => onChange({ payment_terms_days: Number(value) })}
          options={days.map((one) => ({ value: String(one), label: daysLabel(one) }))}
          error={errors.payment_terms_days}
        />
        <Select
          label="Currency"
          value={draft.currency}
          onChange={(currency) => onChange({ currency })}
          options={known.map((one) => ({ value: one.code, label: `${one.code} · ${one.name}` }))}
          error={errors.currency}
        />
        <Select
          label="Language"
          value={draft.language}
          onChange={(language) => onChange({ language })}
          options={languageOptions(locale, draft.language)}
          hint={languageHint(draft.language)}
          error={errors.language}
        />
      </div>
      {!short && (
        <EarlySteps
          value={draft.early_discounts}
          onChange={(early_discounts) => onChange({ early_discounts })}
          errors={errors}
          path="early_discounts"
        />
      )}
      {!short && (
        <TextField
          label="Answers to mail go to"
          type="email"
          required={false}
          placeholder={draft.profile.email || 'The e-mail above'}
          value={draft.reply_to}
          onChange={(reply_to) => onChange({ reply_to })}
          error={errors.reply_to}
        />
      )}
      {!short && (
        <>
          <TextArea
            label="Usual notes"
            hint="Every new draft begins with them; you can change them there."
            required={false}
            value={draft.default_notes}
            onChange={(default_notes) => onChange({ default_notes })}
            error={errors.default_notes}
          />
          <TextArea
            label="Usual terms"
            required={false}
            placeholder="Goods stay ours until they are paid."
            value={draft.default_terms}
            onChange={(default_terms) => onChange({ default_terms })}
            error={errors.default_terms}
          />
        </>
      )}
    </>
  )
}
