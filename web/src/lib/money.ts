// Shows amounts: decimal strings with a currency beside them, in the reader's own number format.
import { type Decimal, placesOf, round, trimmed } from './decimal'

export type Money = { amount: Decimal; currency: string }

/** Minor digits of a currency for display (JPY 0, EUR 2, KWD 3); 2 when the code is unknown. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

function formatted(value: Decimal, locale: string, minimum: number, maximum: number): string {
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: minimum, maximumFractionDigits: maximum })
  return format.format(value as Intl.StringNumericLiteral).replace('-', '−')
}

/** "1,240.00": never fewer digits than the currency has, never a digit lost. */
export function formatAmount(amount: Decimal, currency: string, locale: string): string {
  const digits = minorDigits(currency)
  const own = placesOf(trimmed(amount))
  return formatted(amount, locale, digits, own > digits ? own : digits)
}

/** "1,240.00 EUR", for sentences, titles and labels. */
export function formatMoney(money: Money, locale: string): string {
  return `${formatAmount(money.amount, money.currency, locale)}\u00a0${money.currency}`
}

/** "2.5": a quantity or rate with exactly the digits it has. */
export function formatDecimal(value: Decimal, locale: string): string {
  const short = trimmed(value)
  return formatted(short, locale, placesOf(short), placesOf(short))
}

/** What a field shows while it is edited: the locale's decimal sign, no grouping. */
export function formatForEditing(value: Decimal, sign: '.' | ',', minimum = 0): string {
  const short = trimmed(value)
  const padded = placesOf(short) < minimum ? round(short, minimum) : short
  return padded.replace('.', sign)
}
