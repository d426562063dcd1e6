// The pattern of one number series and what it makes.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Series, type SeriesIn, seriesPreviewOptions, updateSeries } from '~/lib/api/company-settings'
import { can, useMe } from '~/lib/api/session'
import { useAtRest } from '~/lib/at-rest'
import { sentenceOf } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { FieldError } from '~/ui/Field'
import { Form } from '~/ui/Form'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { NumbersReport } from './NumbersReport'

const RESETS = [
  { value: 'never', label: 'Never' },
  { value: 'yearly', label: 'Every year' },
  { value: 'quarterly', label: 'Every quarter' },
  { value: 'monthly', label: 'Every month' },
]
const KINDS: Readonly<Record<string, string>> = {
  invoice: 'invoices',
  credit_note: 'credit notes',
  corrective_invoice: 'corrective invoices',
  quote: 'quotes',
  proforma: 'proformas',
  deposit_invoice: 'deposit invoices',
}
const TOKENS = ['{seq:4}', '{year}', '{year:2}', '{month}', '{quarter}', '{client}']

function Example({ wish }: { wish: SeriesIn }) {
  const { data, error } = useQuery(seriesPreviewOptions(useAtRest(wish)))
  if (error) return <FieldError>{sentenceOf(error)}</FieldError>
  return (
    <p aria-live="polite" className="min-h-5 text-muted">
      {data && (
        <>
          It makes <strong className="font-strong text-ink">{data.join(', ')}</strong> and so on.
        </>
      )}
    </p>
  )
}

export function SeriesForm({ series }: { series: Series }) {
  const me = useMe()
  const client = useQueryClient()
  const [pattern, setPattern] = useState(series.pattern)
  const [reset, setReset] = useState(series.reset)
  const [start, setStart] = useState(String(series.start))
  const wish: SeriesIn = { pattern, reset, start: /^\d+$/.test(start) ? Number(start) : 1 }
  const submission = useSubmit(async () => {
    await updateSeries(series.id, series.version, wish)
    await client.invalidateQueries({ queryKey: ['series'] })
    toast('Saved. The next document takes the next number of this pattern.')
  })
  const { errors } = submission
  const title = `${series.company_name}: ${KINDS[series.kind] ?? series.kind.replaceAll('_', ' ')}`
  return (
    <Section title={title} aside={<span className="text-muted">Next: {series.next_number}</span>}>
      <NumbersReport id={series.id} />
      <Form submission={submission} label={`Number series: ${title}`}>
        <TextField
          label="Pattern"
          required
          spellCheck={false}
          value={pattern}
          onChange={setPattern}
          error={errors.pattern}
          hint="Everything outside braces stands as it is."
        />
        <fieldset className="-mt-3 flex flex-wrap gap-1.5">
          <legend className="sr-only">Put in</legend>
          {TOKENS.map((token) => (
            <Button key={token} size="small" className="font-normal!" onClick={() => setPattern(pattern + token)}>
              {token}
            </Button>
          ))}
        </fieldset>
        <Example wish={wish} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Select
            label="Starts over"
            value={reset}
            onChange={(value) => setReset(value as Series['reset'])}
            options={RESETS}
            error={errors.reset}
          />
          <TextField label="First number" inputMode="numeric" value={start} onChange={setStart} error={errors.start} />
        </div>
        {can(me, 'companies.write') && (
          <Button type="submit" tone="primary" busy={submission.busy} className="justify-self-start">
            Save
          </Button>
        )}
      </Form>
    </Section>
  )
}
