// Deposits in words.
import type { DepositRecord } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'

export const STATES: readonly { value: DepositRecord['state']; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'expired', label: 'Expired' },
  { value: 'used', label: 'Used up' },
  { value: 'unpaid', label: 'Not paid' },
]

/** Until when the rest can be used, and what to do once that day has passed. */
export function lastDayWords(deposit: DepositRecord, locale: string): string {
  const { expires_on: day, advice } = deposit
  if (advice === 'refund') return `Expired on ${formatDate(day ?? '', locale)}: give the rest back`
  if (advice === 'forfeit') return `Expired on ${formatDate(day ?? '', locale)}: the rest can be forfeited`
  const returned = deposit.is_refundable ? '' : ', not refundable'
  return day === null ? `No last day${returned}` : `Until ${formatDate(day, locale)}${returned}`
}
