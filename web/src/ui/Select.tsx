// A choice from a closed list: the platform's own picker, which is the best one on a phone and costs nothing.
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './classes'
import { CONTROL, Field, type FieldProps } from './Field'

export type Option = { value: string; label: string }

type Shared = FieldProps & { value: string; onChange: (value: string) => void; options: readonly Option[] }
type Props = Shared & Omit<ComponentProps<'select'>, keyof Shared>

export function Select(props: Props) {
  const { label, hint, error, required, labelHidden, className, onChange, options, ...select } = props
  return (
    <Field {...{ label, hint, error, required, labelHidden, className }}>
      {(control) => (
        <span className="relative block">
          <select
            {...select}
            {...control}
            className={cx(CONTROL, 'appearance-none truncate pe-9')}
            onChange={(event) => onChange(event.target.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute end-3 top-1/2 size-4 -translate-y-1/2 text-muted"
          />
        </span>
      )}
    </Field>
  )
}
