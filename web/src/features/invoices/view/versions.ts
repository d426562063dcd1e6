// Versions and what changed between them, in words.
import type { InvoiceVersion, VersionChange } from '~/lib/api/versions'
import { formatDate } from '~/lib/dates'

const CHANGES: Record<InvoiceVersion['change'], string> = {
  issue: 'As issued',
  duplication: 'As issued, a copy of another',
  amendment: 'Amended',
  correction: 'Corrected',
  cancellation: 'Voided',
}

const PROOFS: Record<InvoiceVersion['proof'], string> = {
  valid: 'Unchanged since then, signature valid',
  erased: 'Erased after the time for which the law kept it; signed by the organization',
  content: 'Its content is not what was signed',
  previous: 'The version before it in the series is missing or changed',
  signature: 'Its signature is not valid',
}

export function changeWords(version: InvoiceVersion): string {
  return version.reason ? `${CHANGES[version.change]}: ${version.reason}` : CHANGES[version.change]
}

export function proofWords(version: InvoiceVersion): string {
  return PROOFS[version.proof]
}

/** A value of the document as a person reads it: a line by its description, nothing as a dash. */
export function valueWords(value: unknown, locale = 'en'): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return isDay(value) ? formatDate(value, locale) : value
  if (typeof value !== 'object') return String(value)
  const told = lineWords(value, locale) ?? offWords(value)
  if (told !== null) return told
  const parts = Array.isArray(value) ? value : Object.values(value)
  const words = parts.map((part) => valueWords(part, locale)).filter((part) => part !== '–' && part !== 'no')
  return words.length > 0 ? words.slice(0, 4).join(', ') : '–'
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

type Known = Record<string, unknown>

/** "Travel: 2 day × 90.00": a line that came or went, as one would say it. */
function lineWords(value: object, locale: string): string | null {
  const { description, kind, quantity, unit, unit_price, discount } = value as Known
  if (unit_price === undefined || quantity === undefined) return null
  const name = valueWords(description, locale)
  if (kind !== 'item' && kind !== 'optional') return name
  const amount = [quantity, unit].filter(Boolean).join(' ')
  const off = discount ? `, less ${valueWords(discount, locale)}` : ''
  return `${name}: ${amount} × ${unit_price}${off}`
}

/** "10 %" or "5.00", with its reason: a discount or a charge. */
function offWords(value: object): string | null {
  const { percent, amount, reason } = value as Known
  if (percent === undefined || amount === undefined) return null
  const off = percent == null ? String(amount) : `${percent} %`
  return reason ? `${off}, ${reason}` : off
}

/** What became of a thing: positions count from one for a person. */
export function becameWords(change: VersionChange, locale = 'en'): { before: string; after: string } {
  if (change.kind === 'moved') {
    return { before: `place ${Number(change.old) + 1}`, after: `place ${Number(change.new) + 1}` }
  }
  return { before: valueWords(change.old, locale), after: valueWords(change.new, locale) }
}
