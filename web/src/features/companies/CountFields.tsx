// How numbers are counted: when counting starts over and where it begins, for all clients or for each.
import { monthOptions } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import type { FieldErrors } from '~/lib/problem'
import { Checkbox } from '~/ui/Checkbox'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import type { Wish } from './scheme'

type Props = { wish: Wish; onChange: (wish: Wish) => void; errors: FieldErrors }

const RESETS = [
  { value: 'never', label: 'Never' },
  { value: 'yearly', label: 'Every year' },
  { value: 'quarterly', label: 'Every quarter' },
  { value: 'monthly', label: 'Every month' },
]

export function CountFields({ wish, onChange, errors }: Props) {
  const namesClient = wish.by === 'parts' ? wish.parts.shown.includes('client') : wish.pattern.includes('{client}')
  return (
    <>
      <div className="grid items-start gap-5 sm:grid-cols-3">
        <Select
          label="Starts over"
          value={wish.reset}
          onChange={(value) => onChange({ ...wish, reset: value as Wish['reset'] })}
          options={RESETS}
          error={errors.reset}
        />
        <TextField
          label="First number"
          inputMode="numeric"
          hint="A count that runs goes on."
          value={wish.start}
          onChange={(start) => onChange({ ...wish, start })}
          error={errors.start}
        />
        <Select
          label="The year begins in"
          value={wish.yearStart}
          onChange={(yearStart) => onChange({ ...wish, yearStart })}
          options={monthOptions(useLocale())}
        />
      </div>
      {namesClient && (
        <Checkbox
          checked={wish.perClient}
          onChange={(perClient) => onChange({ ...wish, perClient })}
          hint="Each client's first document gets the first number."
        >
          Count each client apart
        </Checkbox>
      )}
    </>
  )
}
