// What rules and registrations are called on screens.
import type { TaxRegistration, TaxRule } from '~/lib/api/taxes'
import { formatDate } from '~/lib/dates'

export const TYPES: Record<TaxRule['type'], string> = {
  sales_tax: 'Sales tax',
  vat: 'VAT',
  gst: 'GST',
  compound: 'Tax on tax',
  withholding: 'Kept back by the client',
  holiday: 'Tax holiday',
}

export const SCHEMES: Record<NonNullable<TaxRegistration['scheme']>, string> = {
  standard: 'registered',
  small_enterprise: 'exempt as a small business',
  union: 'one-stop shop (OSS)',
  non_union: 'one-stop shop for sellers outside the EU',
  ioss: 'import one-stop shop (IOSS)',
  letter_of_undertaking: 'letter of undertaking (LUT)',
}

export function days(first: string, last: string | null, locale: string): string {
  return last === null
    ? `since ${formatDate(first, locale)}`
    : `${formatDate(first, locale)} – ${formatDate(last, locale)}`
}

export function placeName(country: string, region: string, locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country
  return region === '' ? name : `${name} (${region})`
}
