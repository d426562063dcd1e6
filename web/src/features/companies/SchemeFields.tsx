// The parts of a number: a ready-made scheme to begin with, then prefix, separator, what is shown, zeros.
import { useQuery } from '@tanstack/react-query'
import { type NumberScheme, readySchemesOptions } from '~/lib/api/series'
import type { FieldErrors } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { chosen, isSameLook, showing, type Wish } from './scheme'

type Props = { wish: Wish; onChange: (wish: Wish) => void; errors: FieldErrors }

const SEPARATORS = [
  { value: '-', label: '-  dash' },
  { value: '/', label: '/  slash' },
  { value: '_', label: '_  underscore' },
]
const ZEROS = [3, 4, 5, 6, 7, 8].map((count) => ({ value: String(count), label: '1'.padStart(count, '0') }))
const SHOWN: readonly { value: NumberScheme['shown'][number]; label: string }[] = [
  { value: 'client', label: "Client's code" },
  { value: 'year', label: 'Year' },
  { value: 'short_year', label: 'Short year' },
  { value: 'quarter', label: 'Quarter' },
  { value: 'month', label: 'Month' },
]

function Ready({ wish, onChange }: Pick<Props, 'wish' | 'onChange'>) {
  const { data } = useQuery(readySchemesOptions)
  const now = { ...wish.parts, reset: wish.reset, per_client: wish.perClient }
  return (
    <fieldset className="min-h-16">
      <legend className="mb-1.5 font-strong">Begin with</legend>
      <div className="flex flex-wrap gap-1.5">
        {data?.map(({ name, scheme, example }) => (
          <Button
            key={name}
            size="small"
            className="font-normal! aria-pressed:border-spark aria-pressed:bg-spark-wash"
            aria-pressed={isSameLook(now, scheme) && (now.prefix !== '') === (scheme.prefix !== '')}
            onClick={() => onChange(chosen(wish, scheme))}
          >
            {example}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

export function SchemeFields({ wish, onChange, errors }: Props) {
  const { parts } = wish
  const change = (changed: Partial<NumberScheme>) => onChange({ ...wish, parts: { ...parts, ...changed } })
  function show(one: (typeof SHOWN)[number]['value'], on: boolean) {
    const perClient = one === 'client' ? on && wish.perClient : wish.perClient
    onChange({ ...wish, perClient, parts: { ...parts, shown: showing(parts.shown, one, on) } })
  }
  return (
    <>
      <Ready wish={wish} onChange={onChange} />
      <div className="grid gap-5 sm:grid-cols-3">
        <TextField
          label="Prefix"
          spellCheck={false}
          value={parts.prefix}
          onChange={(prefix) => change({ prefix })}
          error={errors.pattern}
        />
        <Select
          label="Between the parts"
          value={parts.separator}
          onChange={(value) => change({ separator: value as NumberScheme['separator'] })}
          options={SEPARATORS}
        />
        <Select
          label="Zeros"
          value={String(parts.padding)}
          onChange={(value) => change({ padding: Number(value) })}
          options={ZEROS}
        />
      </div>
      <fieldset>
        <legend className="mb-1.5 font-strong">Shows</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {SHOWN.map(({ value, label }) => (
            <Checkbox key={value} checked={parts.shown.includes(value)} onChange={(on) => show(value, on)}>
              {label}
            </Checkbox>
          ))}
        </div>
      </fieldset>
    </>
  )
}
