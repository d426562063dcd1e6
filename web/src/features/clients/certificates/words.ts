// An exemption certificate in words: where it holds, until when, and whether it still does.
import type { Certificate } from '~/lib/api/types'
import { countryName } from '~/lib/countries'
import { daysBetween, formatDate, plural } from '~/lib/dates'

/** So many days before its end one is told to ask for a new one. */
const SOON = 30

export function placeWords({ country, region }: Pick<Certificate, 'country' | 'region'>, locale: string): string {
  return [region.replace(`${country}-`, ''), countryName(country, locale)].filter(Boolean).join(', ')
}

export function daysWords(one: Pick<Certificate, 'valid_from' | 'valid_until'>, locale: string): string {
  const first = formatDate(one.valid_from, locale)
  return one.valid_until ? `${first} to ${formatDate(one.valid_until, locale)}` : `From ${first}, without an end`
}

/** Empty while nothing needs doing. */
export function stateWords(one: Pick<Certificate, 'valid_from' | 'valid_until'>, today: string): string {
  if (one.valid_from > today) return 'Not valid yet: tax is charged.'
  if (one.valid_until === null) return ''
  const left = daysBetween(today, one.valid_until)
  if (left < 0) return 'Expired: tax is charged again.'
  if (left > SOON) return ''
  if (left === 0) return 'Expires today. Ask for a new one.'
  return `Expires in ${plural(left, '{count} day', '{count} days')}. Ask for a new one.`
}
