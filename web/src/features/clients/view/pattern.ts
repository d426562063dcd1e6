// How a client pays, in a sentence or two.
import type { ClientPattern } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { formatMoney } from '~/lib/money'

type Paying = NonNullable<ClientPattern['paying']>

function asARule({ days_late: late }: Paying, locale: string): string {
  if (late > 0) return `Pays ${plural(late, '{count} day late', '{count} days late', locale)} as a rule`
  if (late < 0) return `Pays ${plural(-late, '{count} day early', '{count} days early', locale)} as a rule`
  return 'Pays on the due date as a rule'
}

const TRENDS = { faster: ', lately sooner', slower: ', lately later', same: '' } as const

function paysSentence(paying: Paying, locale: string): string {
  const { invoices, on_time: onTime, trend } = paying
  if (invoices === 1) return `${asARule(paying, locale).replace(' as a rule', '')}, of one paid invoice.`
  const share = onTime === invoices ? 'all' : onTime === 0 ? 'none' : String(onTime)
  return `${asARule(paying, locale)}${trend ? TRENDS[trend] : ''}: ${share} of ${invoices} paid invoices on time.`
}

/** One sentence on how it pays, one on what it was invoiced; those that have nothing to say are left out. */
export function patternWords({ paying, invoiced_365_days: sums }: ClientPattern, locale: string): string[] {
  const words = paying ? [paysSentence(paying, locale)] : []
  if (sums.length === 0) return words
  const amounts = sums.map((one) => formatMoney({ amount: one.gross, currency: one.currency }, locale))
  const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(amounts)
  const count = sums.reduce((all, one) => all + one.count, 0)
  return [
    ...words,
    `Invoiced ${list} in ${plural(count, '{count} invoice', '{count} invoices', locale)} within a year.`,
  ]
}
