// The segments of clients a rule is for; those that look at debts cannot be chosen.
import { useQuery } from '@tanstack/react-query'
import { segmentsOptions } from '~/lib/api/client-parts'
import { Checkbox } from '~/ui/Checkbox'

type Props = {
  segments: readonly string[]
  onChange: (segments: readonly string[]) => void
  error: string | undefined
}

export function SegmentsField({ segments, onChange, error }: Props) {
  const { data = [] } = useQuery(segmentsOptions)
  const choices = data.filter(({ rules }) => rules.owes_more_than === null && rules.overdue_days === null)
  if (choices.length === 0) return null
  return (
    <fieldset className="sm:col-span-2">
      <legend className="mb-1.5 font-strong">Only for segments</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {choices.map(({ id, name }) => (
          <Checkbox
            key={id}
            checked={segments.includes(id)}
            onChange={(on) => onChange(on ? [...segments, id] : segments.filter((one) => one !== id))}
          >
            {name}
          </Checkbox>
        ))}
      </div>
      {error && <p className="mt-1 text-late text-small">{error}</p>}
    </fieldset>
  )
}
