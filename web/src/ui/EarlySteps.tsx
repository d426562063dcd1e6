// What paying early takes off: so many percent within so many days of the issue date, in up to three steps.
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { type EarlyStep, MOST_STEPS, newStep, type TypedStep, toldSteps, typedFor } from '~/lib/early-steps'
import type { FieldErrors } from '~/lib/problem'
import { Button, IconButton } from './Button'
import { DecimalField } from './DecimalField'

type Props = {
  value: readonly EarlyStep[]
  /** `at` is the step that is typed into; null when one was added or removed. */
  onChange: (value: EarlyStep[], at: number | null) => void
  errors: FieldErrors
  /** Where the steps stand in the request. */
  path: string
  disabled?: boolean
  /** Where a field above says it already. */
  legendHidden?: boolean
}

export function EarlySteps({ value, onChange, errors, path, disabled = false, legendHidden = false }: Props) {
  const [typed, setTyped] = useState<readonly TypedStep[]>([])
  const steps = typedFor(value, typed)
  if (steps !== typed) setTyped(steps)
  function put(next: readonly TypedStep[], at: number | null = null) {
    setTyped(next)
    onChange(toldSteps(next), at)
  }
  const change = (at: number, part: Partial<TypedStep>) =>
    put(
      steps.map((step, place) => (place === at ? { ...step, ...part } : step)),
      at,
    )
  const errorOf = (at: number, name: 'percent' | 'days') => {
    const place = `${path}.${toldSteps(steps.slice(0, at)).length}`
    return errors[`${place}.${name}`] ?? (name === 'percent' ? errors[place] : undefined)
  }
  const add = (label: string) => (
    <div>
      <Button
        size="small"
        tone="quiet"
        icon={<Plus aria-hidden className="size-4" />}
        disabled={disabled}
        onClick={() => put([...steps, newStep()])}
      >
        {label}
      </Button>
    </div>
  )
  if (steps.length === 0) return add('Discount for early payment')
  return (
    <fieldset className="grid w-full max-w-md gap-3">
      <legend className={legendHidden ? 'sr-only' : 'mb-2 font-strong'}>Discount for early payment</legend>
      {steps.map((step, at) => (
        <div key={step.key} className="grid grid-cols-[1fr_1fr_auto] items-end gap-2">
          <DecimalField
            label="Takes off"
            labelHidden={at > 0}
            suffix="%"
            value={step.percent}
            onChange={(percent) => change(at, { percent })}
            error={errorOf(at, 'percent')}
          />
          <DecimalField
            label="When paid within"
            labelHidden={at > 0}
            suffix="days"
            value={step.days === null ? null : String(step.days)}
            onChange={(days) => {
              if (days === null) change(at, { days: null })
              else if (/^\d{1,3}$/.test(days)) change(at, { days: Number(days) })
            }}
            error={errorOf(at, 'days')}
          />
          <IconButton
            label={at === 0 ? 'Remove the discount' : `Remove step ${at + 1}`}
            onClick={() => put(steps.filter((one) => one !== step))}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      {errors[path] && <p className="text-danger text-small">{errors[path]}</p>}
      {steps.length < MOST_STEPS && add('Another step')}
    </fieldset>
  )
}
