// Versions and what changed between them, in words.
import type { InvoiceVersion, VersionChange } from '~/lib/api/versions'

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
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object') return String(value)
  const parts = Array.isArray(value) ? value : Object.values(value)
  const words = parts.map(valueWords).filter((part) => part !== '–' && part !== 'no')
  return words.length > 0 ? words.slice(0, 4).join(', ') : '–'
}

/** What became of a thing: positions count from one for a person. */
export function becameWords(change: VersionChange): { before: string; after: string } {
  if (change.kind === 'moved') {
    return { before: `place ${Number(change.old) + 1}`, after: `place ${Number(change.new) + 1}` }
  }
  return { before: valueWords(change.old), after: valueWords(change.new) }
}
