// Discounts for early payment as they are typed: a step is told once both its percent and its days are there.
import { newKey } from './api/client'
import { plural } from './dates'
import type { Decimal } from './decimal'
import { formatDecimal } from './money'

/** So many percent off when paid within so many days of the issue date. */
export type EarlyStep = { percent: Decimal; days: number }
export type TypedStep = { key: string; percent: Decimal | null; days: number | null }

export const MOST_STEPS = 3

export function newStep(): TypedStep {
  return { key: newKey(), percent: '2', days: 10 }
}

export function toldSteps(typed: readonly TypedStep[]): EarlyStep[] {
  return typed.flatMap(({ percent, days }) => (percent === null || days === null ? [] : [{ percent, days }]))
}

function same(one: readonly EarlyStep[], other: readonly EarlyStep[]): boolean {
  return (
    one.length === other.length &&
    one.every((step, at) => step.percent === other[at]?.percent && step.days === other[at]?.days)
  )
}

/** What is typed, as long as it stands for `value`; else `value`, which came from elsewhere. */
export function typedFor(value: readonly EarlyStep[], typed: readonly TypedStep[]): readonly TypedStep[] {
  if (same(toldSteps(typed), value)) return typed
  return value.map(({ percent, days }) => ({ key: newKey(), percent, days }))
}

export function stepsWords(steps: readonly EarlyStep[], locale: string): string {
  const days = (count: number) => plural(count, 'within {count} day', 'within {count} days')
  return steps.map((step) => `${formatDecimal(step.percent, locale)} % ${days(step.days)}`).join(', ')
}
