// A discount or charge on the whole invoice, as it is typed.
import { newKey } from '~/lib/api/client'
import type { AdjustmentIn } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'

export type FormAdjustment = {
  key: string
  kind: 'allowance' | 'charge'
  reason: string
  by: 'percent' | 'amount'
  value: Decimal | null
  tax: string
  /** Its code, what its percentage is of: kept as it is. */
  more?: Pick<AdjustmentIn, 'code' | 'rule' | 'basis'>
}

export function formAdjustment(kind: FormAdjustment['kind']) {
  return ({ reason = '', percent, amount, tax = 'standard', code, rule, basis }: AdjustmentIn): FormAdjustment => {
    const by = amount == null ? 'percent' : 'amount'
    const value = (by === 'amount' ? amount : percent) ?? null
    return { key: newKey(), kind, reason, by, value, tax, more: { code, rule, basis } }
  }
}

export function adjustmentIn({ reason, by, value, tax, more }: FormAdjustment): AdjustmentIn {
  const given = value ?? '0'
  return by === 'amount' ? { ...more, reason, amount: given, tax } : { ...more, reason, percent: given, tax }
}
