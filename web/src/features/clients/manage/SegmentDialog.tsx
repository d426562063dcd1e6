// A new segment: a name, and at least one rule.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createSegment } from '~/lib/api/client-parts'
import { currenciesOptions } from '~/lib/api/companies'
import { useMe } from '~/lib/api/session'
import { countryOptions } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { splitTags } from '../tags'

const EMPTY = { name: '', country: '', currency: '', tags: '', amount: '', days: '' }

export function SegmentDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const locale = useLocale()
  const base = useMe().organization?.base_currency ?? 'EUR'
  const { data: currencies = [] } = useQuery(currenciesOptions)
  const [draft, setDraft] = useState(EMPTY)
  const set = (name: keyof typeof EMPTY) => (text: string) => setDraft({ ...draft, [name]: text })
  const { country, currency, amount, days } = draft
  const submission = useSubmit(async () => {
    await createSegment({
      name: draft.name,
      rules: {
        countries: country ? [country] : [],
        currencies: currency ? [currency] : [],
        tags: splitTags(draft.tags),
        owes_more_than: amount.trim() ? { amount: amount.trim(), currency: currency || base } : null,
        overdue_days: /^\d+$/.test(days.trim()) ? Number(days) : null,
      },
    })
    onClose()
    await queries.invalidateQueries({ queryKey: ['segments'] })
  })
  const { errors } = submission
  return (
    <Dialog open onClose={onClose} title="New segment" size="medium">
      <Form submission={submission} label="New segment">
        <TextField
          label="Name"
          required
          value={draft.name}
          onChange={set('name')}
          error={errors.name ?? errors.rules}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            label="Country"
            value={country}
            onChange={set('country')}
            options={[{ value: '', label: 'Any' }, ...countryOptions(locale)]}
          />
          <Select
            label="Currency"
            value={currency}
            onChange={set('currency')}
            options={[{ value: '', label: 'Any' }, ...currencies.map(({ code }) => ({ value: code, label: code }))]}
          />
          <TextField
            label={`Owes more than, in ${currency || base}`}
            required={false}
            inputMode="decimal"
            value={amount}
            onChange={set('amount')}
            error={errors['rules.owes_more_than.amount']}
          />
          <TextField
            label="At least so many days late"
            required={false}
            inputMode="numeric"
            value={days}
            onChange={set('days')}
            error={errors['rules.overdue_days']}
          />
        </div>
        <TextField
          label="Tags"
          required={false}
          hint="Any of these, with commas between them."
          value={draft.tags}
          onChange={set('tags')}
          error={errors['rules.tags']}
        />
        <DialogActions onClose={onClose} busy={submission.busy}>
          Keep the segment
        </DialogActions>
      </Form>
    </Dialog>
  )
}
