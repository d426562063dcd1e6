// How payments arrive, in words.
import type { Payment } from '~/lib/api/types'

export type Method = Payment['method']

export const METHODS: readonly { value: Method; label: string }[] = [
  { value: 'bank_transfer', label: 'Bank transfer' },
  { value: 'card', label: 'Card' },
  { value: 'cash', label: 'Cash' },
  { value: 'other', label: 'Another way' },
]

export function methodWords(method: Method): string {
  return METHODS.find((one) => one.value === method)?.label ?? method
}

export function withinDays(days: number): string {
  if (days === 0) return 'on the issue date'
  return `within ${days} ${days === 1 ? 'day' : 'days'}`
}
