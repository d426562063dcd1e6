// What an erasure takes away and what the law keeps, in words.
import type { ErasurePreview, Stays } from '~/lib/api/privacy'
import { countryName } from '~/lib/countries'
import { formatDate, plural } from '~/lib/dates'

const GOES: Record<ErasurePreview['goes'][number]['what'], (count: number) => string> = {
  details: () => 'Name, address, tax numbers, notes, tags and fields; the country stays',
  contacts: (count) => plural(count, '{count} contact', '{count} contacts'),
  links: (count) => plural(count, '{count} public page stops working', '{count} public pages stop working'),
  visits: (count) => plural(count, '{count} visit to a public page', '{count} visits to public pages'),
  audit: (count) =>
    plural(count, 'What {count} entry of the audit trail said', 'What {count} entries of the audit trail said'),
  imports: (count) => plural(count, 'The label of {count} imported row', 'The labels of {count} imported rows'),
}

export function goesWords(one: ErasurePreview['goes'][number]): string {
  return GOES[one.what](one.count)
}

/** "3 documents of Studio, until Dec 31, 2034", and by which law. */
export function staysWords(one: Stays, locale: string): { what: string; why: string } {
  const documents = plural(one.count, '{count} document', '{count} documents')
  const country = countryName(one.country, locale) || 'an unknown country'
  return {
    what: `${documents} of ${one.company_name}, until ${formatDate(one.until, locale)}`,
    why: one.law
      ? `${country}: ${one.law}`
      : `We know no law of ${country}; this is the longest period of those we know.`,
  }
}
