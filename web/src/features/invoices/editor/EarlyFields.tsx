// What paying early takes off: so many percent within so many days of the issue date.
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '~/ui/Button'
import { DecimalField } from '~/ui/DecimalField'
import type { PartProps } from './Head'
import { type FormEarly, newEarly } from './model'

const MOST = 3

export function EarlyFields({ form, edit, errors, preview }: PartProps) {
  const set = (early: readonly FormEarly[], what?: string) =>
    edit((now) => ({ ...now, early, termsDays: now.termsDays ?? preview?.document.payment_terms.days ?? null }), what)
  const change = (key: string, part: Partial<FormEarly>) =>
    set(
      form.early.map((one) => (one.key === key ? { ...one, ...part } : one)),
      `early.${key}`,
    )
  if (form.early.length === 0)
    return (
      <Button
        size="small"
        tone="quiet"
        icon={<Plus aria-hidden className="size-4" />}
        disabled={form.termsDays === null && preview === null}
        onClick={() => set([newEarly()])}
      >
        Discount for early payment
      </Button>
    )
  return (
    <fieldset className="grid w-full max-w-md gap-3">
      <legend className="mb-2 font-strong">Discount for early payment</legend>
      {form.early.map((one, at) => (
        <div key={one.key} className="grid grid-cols-[1fr_1fr_auto] items-end gap-2">
          <DecimalField
            label="Takes off"
            labelHidden={at > 0}
            suffix="%"
            value={one.percent}
            onChange={(percent) => change(one.key, { percent })}
            error={errors[`payment_terms.early.${at}`] ?? errors[`payment_terms.early.${at}.percent`]}
          />
          <DecimalField
            label="When paid within"
            labelHidden={at > 0}
            suffix="days"
            value={one.days === null ? null : String(one.days)}
            onChange={(value) => {
              if (value === null) change(one.key, { days: null })
              else if (/^\d{1,3}$/.test(value)) change(one.key, { days: Number(value) })
            }}
            error={errors[`payment_terms.early.${at}.days`]}
          />
          <IconButton
            label={at === 0 ? 'Remove the discount' : `Remove step ${at + 1}`}
            onClick={() => set(form.early.filter((each) => each.key !== one.key))}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      {form.early.length < MOST && (
        <div>
          <Button
            size="small"
            tone="quiet"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => set([...form.early, newEarly()])}
          >
            Another step
          </Button>
        </div>
      )}
    </fieldset>
  )
}
