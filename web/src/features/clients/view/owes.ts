// What a client owes, as one sentence.
import type { ClientBalance } from '~/lib/api/types'
import { compare, isZero } from '~/lib/decimal'
import { formatAmount, formatMoney } from '~/lib/money'

type Sum = ClientBalance['open'][number]

function oneCurrency(name: string, sum: Sum, locale: string): string {
  const owes = `${name} owes ${formatMoney({ amount: sum.balance, currency: sum.currency }, locale)}`
  if (isZero(sum.overdue)) return `${owes}.`
  if (compare(sum.overdue, sum.balance) >= 0) return `${owes}, all of it late.`
  return `${owes}, ${formatAmount(sum.overdue, sum.currency, locale)} of it late.`
}

function amongOthers(sum: Sum, locale: string): string {
  const amount = formatMoney({ amount: sum.balance, currency: sum.currency }, locale)
  if (isZero(sum.overdue)) return amount
  if (compare(sum.overdue, sum.balance) >= 0) return `${amount} (all late)`
  return `${amount} (${formatAmount(sum.overdue, sum.currency, locale)} late)`
}

/** "Example Bakery owes 1,240.00 EUR, 800.00 of it late."; every currency by itself, as they cannot be added. */
export function owesSentence(name: string, balance: ClientBalance, locale: string): string {
  const sums = balance.open.filter((sum) => !isZero(sum.balance))
  const [only] = sums
  if (!only) return balance.last_invoiced_on === null ? `${name} has no invoice yet.` : `${name} owes nothing.`
  if (sums.length === 1) return oneCurrency(name, only, locale)
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(sums.map((sum) => amongOthers(sum, locale)))
  return `${name} owes ${list}.`
}
