// The steps of a rule: from how much on, and what is taken off from there.
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '~/ui/Button'
import { DecimalField } from '~/ui/DecimalField'
import { Select } from '~/ui/Select'
import { type By, type Draft, newTier, type TierDraft } from './draft'

type Props = { draft: Draft; onChange: (tiers: readonly TierDraft[]) => void; errors: Record<string, string> }

function choices(draft: Draft) {
  const currency = draft.currency || 'amount'
  const whole = [
    { value: 'percent', label: '% off' },
    { value: 'amount', label: draft.scope === 'line' ? `${currency} off each` : `${currency} off` },
  ]
  return draft.scope === 'line' ? [...whole, { value: 'unit_price', label: `${currency} each instead` }] : whole
}

export function TierFields({ draft, onChange, errors }: Props) {
  const { tiers } = draft
  const from = draft.scope === 'line' ? 'From quantity' : 'From amount'
  const set = (key: string, part: Partial<TierDraft>) =>
    onChange(tiers.map((tier) => (tier.key === key ? { ...tier, ...part } : tier)))
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">What is taken off</legend>
      {tiers.map((tier, at) => (
        <div key={tier.key} className="grid grid-cols-[1fr_1fr_1.3fr_auto] items-end gap-2">
          <DecimalField
            label={from}
            labelHidden={at > 0}
            placeholder="0"
            value={tier.start}
            onChange={(start) => set(tier.key, { start })}
            error={errors[`tiers.${at}.start`]}
          />
          <DecimalField
            label="Takes off"
            labelHidden={at > 0}
            required={at === 0}
            value={tier.value}
            onChange={(value) => set(tier.key, { value })}
            error={errors[`tiers.${at}`] ?? errors[`tiers.${at}.${tier.by}`]}
          />
          <Select
            label="As"
            labelHidden={at > 0}
            value={tier.by}
            onChange={(by) => set(tier.key, { by: by as By })}
            options={choices(draft)}
          />
          <IconButton
            label={`Remove step ${at + 1}`}
            disabled={tiers.length === 1}
            onClick={() => onChange(tiers.filter((one) => one.key !== tier.key))}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="small"
          tone="quiet"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => onChange([...tiers, { ...newTier(), by: tiers.at(-1)?.by ?? 'percent' }])}
        >
          Another step
        </Button>
      </div>
    </fieldset>
  )
}
