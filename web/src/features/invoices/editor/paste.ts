// Lines out of a spreadsheet: description, quantity, price, and perhaps a unit, separated by tabs.
import type { Decimal } from '~/lib/decimal'
import { readNumber } from '~/lib/read-number'
import { type FormLine, newLine } from './model'

function numberIn(cell: string | undefined, locale: string): Decimal | null {
  return cell === undefined || cell.trim() === '' ? null : (readNumber(cell, locale)?.value ?? null)
}

function lineFrom(cells: readonly string[], locale: string): FormLine {
  const [description = '', ...rest] = cells.map((cell) => cell.trim())
  const numbers = rest.map((cell) => numberIn(cell, locale)).filter((value) => value !== null)
  const unit = rest.find((cell) => cell !== '' && numberIn(cell, locale) === null) ?? ''
  const [first, second] = numbers
  const quantity = second === undefined ? '1' : (first ?? '1')
  return { ...newLine(), description, quantity, unit, unitPrice: second ?? first ?? null }
}

/**
 * Reads pasted text as lines; null when it is plain text. The last number is the price, the one before it the
 * quantity, and the first word that is no number the unit. A row of headings without numbers is left out.
 */
export function linesFrom(text: string, locale: string): FormLine[] | null {
  if (!text.includes('\t')) return null
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '')
  const lines = rows.map((row) => lineFrom(row.split('\t'), locale))
  const withHeadings = lines.length > 1 && lines[0]?.unitPrice === null
  return withHeadings ? lines.slice(1) : lines
}
