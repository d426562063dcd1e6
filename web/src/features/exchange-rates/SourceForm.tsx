// Where rates come from, how often, and the key the source wants.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type RateSettings, updateRateSettings } from '~/lib/api/exchange-rates'
import { can, useMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { draftOf, needsKey, requestOf, SOURCES, type Source, type SourceDraft } from './words'

const REFRESHES = [
  { value: 'hourly', label: 'Every hour' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every week' },
]

type KeyProps = {
  draft: SourceDraft
  kept: string
  errors: Readonly<Record<string, string>>
  onChange: (draft: SourceDraft) => void
}

function KeyFields({ draft, kept, errors, onChange }: KeyProps) {
  const hint = kept === '' ? undefined : `Leave it empty to keep ${kept}.`
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {draft.source === 'xe' && (
        <TextField
          label="Account id"
          autoComplete="off"
          spellCheck={false}
          value={draft.account}
          onChange={(account) => onChange({ ...draft, account })}
          error={errors['credentials.account_id']}
        />
      )}
      <TextField
        label={draft.source === 'xe' ? 'API key' : 'App id'}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={draft.key}
        onChange={(key) => onChange({ ...draft, key })}
        error={errors['credentials.key']}
        hint={hint}
      />
    </div>
  )
}

export function SourceForm({ settings }: { settings: RateSettings }) {
  const me = useMe()
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(settings))
  const submission = useSubmit(async () => {
    await updateRateSettings(settings.version, requestOf(draft))
    await client.invalidateQueries({ queryKey: ['exchange-rates'] })
    toast(draft.source === 'manual' ? 'Saved. No source is asked any more.' : 'Saved. The source is asked now.')
  })
  const { errors } = submission
  return (
    <Section title="Source" className="mt-10">
      <div className="max-w-form">
        <Form submission={submission} label="Source of exchange rates">
          <Select
            label="Rates come from"
            value={draft.source}
            onChange={(source) => setDraft({ ...draft, source: source as Source, account: '', key: '' })}
            options={SOURCES}
            error={errors.source}
          />
          {needsKey(draft.source) && (
            <KeyFields
              draft={draft}
              kept={draft.source === settings.source ? settings.key_hint : ''}
              errors={errors}
              onChange={setDraft}
            />
          )}
          <div className="grid gap-5 sm:grid-cols-2">
            {draft.source !== 'manual' && (
              <Select
                label="Asked"
                value={draft.refresh}
                onChange={(refresh) => setDraft({ ...draft, refresh: refresh as SourceDraft['refresh'] })}
                options={REFRESHES}
                error={errors.refresh}
              />
            )}
            <TextField
              label="A rate may be this many days old"
              inputMode="numeric"
              value={draft.days}
              onChange={(days) => setDraft({ ...draft, days })}
              error={errors.max_age_days}
              hint="Weekends and holidays take the rate of the working day before."
            />
          </div>
          {can(me, 'exchange_rates.write') && (
            <Button type="submit" tone="primary" size="large" busy={submission.busy} className="justify-self-start">
              Save
            </Button>
          )}
        </Form>
      </div>
    </Section>
  )
}
