// Entering a rate for one day, or changing one that was entered.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { currenciesOptions } from '~/lib/api/companies'
import { type ExchangeRate, enterRate } from '~/lib/api/exchange-rates'
import { useMe } from '~/lib/api/session'
import type { Decimal } from '~/lib/decimal'
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

type Draft = { base: string; quote: string; date: string | null; rate: Decimal | null; reference: string }

function useCurrencyChoices(kept: readonly string[]) {
  const { data } = useQuery(currenciesOptions)
  if (!data) return kept.map((code) => ({ value: code, label: code }))
  return data.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))
}

function useEntering(known: ExchangeRate | null, onClose: () => void) {
  const client = useQueryClient()
  const home = useMe().organization?.base_currency ?? 'EUR'
  const today = useToday()
  const [draft, setDraft] = useState<Draft>(() => ({
    base: known?.base ?? (home === 'EUR' ? 'USD' : 'EUR'),
    quote: known?.quote ?? home,
    date: known?.rate_date ?? today,
    rate: known?.rate ?? null,
    reference: known?.reference ?? '',
  }))
  const submission = useSubmit(async () => {
    const key = { base: draft.base, quote: draft.quote, rate_date: draft.date ?? today }
    await enterRate(key, known?.version ?? null, { rate: draft.rate ?? '0', reference: draft.reference })
    await client.invalidateQueries({ queryKey: ['exchange-rates'] })
    onClose()
    toast('Saved. Documents of that day take this rate; issued ones keep theirs.')
  })
  return { draft, setDraft, submission, today }
}

/** `known` is an entered rate to be changed; its currencies and day name it and stay. */
export function RateDialog({ known, onClose }: { known: ExchangeRate | null; onClose: () => void }) {
  const { draft, setDraft, submission, today } = useEntering(known, onClose)
  const choices = useCurrencyChoices([draft.base, draft.quote])
  const { errors } = submission
  const choose = (side: 'base' | 'quote') => ({
    value: draft[side],
    onChange: (code: string) => setDraft({ ...draft, [side]: code }),
    options: choices,
    disabled: known !== null,
  })
  const bitcoin = { value: 'BTC', label: 'BTC · Bitcoin' }
  return (
    <Dialog open onClose={onClose} title={known ? 'Change the rate' : 'Enter a rate'} size="medium">
      <Form submission={submission} label="Exchange rate">
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            label="One"
            {...choose('base')}
            options={[...choices.filter(({ value }) => value !== 'BTC'), bitcoin]}
          />
          <Select label="is worth in" {...choose('quote')} />
          <DecimalField
            label="Rate"
            required
            value={draft.rate}
            onChange={(rate) => setDraft({ ...draft, rate })}
            suffix={draft.quote}
            error={errors.rate}
          />
          {known === null && (
            <DateField
              label="On"
              required
              from={today}
              value={draft.date}
              onChange={(date) => setDraft({ ...draft, date })}
            />
          )}
        </div>
        <TextField
          label="Where it is from"
          placeholder="NBP table 012/A/NBP/2026"
          hint="Printed beside the rate on invoices."
          value={draft.reference}
          onChange={(reference) => setDraft({ ...draft, reference })}
          error={errors.reference}
        />
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          Save the rate
        </Button>
      </Form>
    </Dialog>
  )
}
