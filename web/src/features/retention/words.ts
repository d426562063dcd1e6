// What the law says of keeping documents, in words.
import type { RetentionSettings } from '~/lib/api/retention'
import { countryName } from '~/lib/countries'
import { plural } from '~/lib/dates'

/** "The law of Poland wants documents kept for 5 years, counted from the end of the year after (Ordynacja …)." */
export function lawWords(settings: RetentionSettings, locale: string): string {
  const years = plural(settings.law_years, '{count} year', '{count} years')
  if (settings.law === '') {
    return `We do not know the law of this company’s country, so we take the longest period we know: ${years}, counted from the end of the year after the document.`
  }
  const from = settings.year_after ? 'the year after the document' : 'the year of the document'
  return `The law of ${countryName(settings.country, locale)} wants documents kept for ${years}, counted from the end of ${from} (${settings.law}).`
}

/** The years somebody typed; null for none. */
export function yearsOf(text: string): number | null {
  const trimmed = text.trim()
  return trimmed === '' ? null : Number.parseInt(trimmed, 10)
}
