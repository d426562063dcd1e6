// The rules of a segment as one sentence.
import type { Segment } from '~/lib/api/types'
import { countryName } from '~/lib/countries'
import { plural } from '~/lib/dates'
import { formatMoney } from '~/lib/money'

/** "In Germany or France, tagged vip, and more than 14 days late." */
export function rulesWords(rules: Segment['rules'], locale: string): string {
  const any = new Intl.ListFormat('en', { type: 'disjunction' })
  const all = new Intl.ListFormat('en', { type: 'conjunction' })
  const parts: string[] = []
  if (rules.countries.length > 0) parts.push(`in ${any.format(rules.countries.map((one) => countryName(one, locale)))}`)
  if (rules.currencies.length > 0) parts.push(`invoiced in ${any.format(rules.currencies)}`)
  if (rules.tags.length > 0) parts.push(`tagged ${any.format(rules.tags)}`)
  if (rules.owes_more_than) parts.push(`owing more than ${formatMoney(rules.owes_more_than, locale)}`)
  if (rules.overdue_days !== null)
    parts.push(`${plural(rules.overdue_days, '{count} day', '{count} days')} late or more`)
  const sentence = all.format(parts)
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
