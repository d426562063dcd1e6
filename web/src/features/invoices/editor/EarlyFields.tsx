// What paying early takes off: as the client or the company usually has it, until somebody types.
import { EarlySteps } from '~/ui/EarlySteps'
import type { PartProps } from './Head'
import { usualEarly } from './terms'

export function EarlyFields({ form, edit, errors, preview }: PartProps) {
  const usual = preview?.document.payment_terms
  return (
    <EarlySteps
      value={form.termsDays === null ? usualEarly(usual) : form.early}
      onChange={(early, at) =>
        edit(
          (now) => ({ ...now, early, termsDays: now.termsDays ?? usual?.days ?? null }),
          at === null ? undefined : `early.${at}`,
        )
      }
      errors={errors}
      path="payment_terms.early"
      disabled={form.termsDays === null && preview === null}
    />
  )
}
