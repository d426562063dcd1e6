// Whether the client pays less when it pays early: as the company has it, never, or by steps of its own.
import { useState } from 'react'
import { type EarlyStep, newStep, toldSteps } from '~/lib/early-steps'
import type { FieldErrors } from '~/lib/problem'
import { EarlySteps } from '~/ui/EarlySteps'
import { Select } from '~/ui/Select'

type Props = {
  value: readonly EarlyStep[] | null
  onChange: (value: EarlyStep[] | null) => void
  errors: FieldErrors
}

const CHOICES = [
  { value: 'company', label: 'As the company has it' },
  { value: 'none', label: 'None' },
  { value: 'own', label: 'Of its own' },
]

export function EarlyField({ value, onChange, errors }: Props) {
  const [typing, setTyping] = useState(false)
  const choice = value === null ? 'company' : typing || value.length > 0 ? 'own' : 'none'
  function choose(next: string) {
    setTyping(next === 'own')
    if (next === 'company') onChange(null)
    else onChange(next === 'own' ? toldSteps([newStep()]) : [])
  }
  return (
    <>
      <Select label="Discount for early payment" value={choice} onChange={choose} options={CHOICES} />
      {choice === 'own' && (
        <EarlySteps value={value ?? []} onChange={onChange} errors={errors} path="early_discounts" legendHidden />
      )}
    </>
  )
}
