// Lines of other invoices as new ones: typed values alone, under keys of their own, at their price or today's.
import { priceLines, type Sale } from '~/lib/api/catalog'
import { newKey } from '~/lib/api/client'
import type { Invoice, LineOut } from '~/lib/api/types'
import { lineOf } from '../../draft'
import { type FormLine, formLine, lineIn } from '../model'

/** One line; a price in another currency is no price here. */
export function copiedLine(line: LineOut, from: string, currency: string | undefined): FormLine {
  const made = { ...formLine(lineOf(line)), key: newKey() }
  if (currency === undefined || currency === from) return made
  const discount = made.discount?.amount == null ? made.discount : null
  return { ...made, unitPrice: null, discount, more: { ...made.more, allowances: [], charges: [] } }
}

/** All lines of an invoice but those left out by their place. */
export function copiedLines(
  { document }: Pick<Invoice, 'document'>,
  currency: string | undefined,
  left: ReadonlySet<string>,
): FormLine[] {
  const kept = document.lines.filter((_, index) => !left.has(String(index)))
  return kept.map((line) => copiedLine(line, document.currency, currency))
}

/** The lines at the prices their items have today; those the catalog does not know keep theirs. */
export async function atTodaysPrices(lines: readonly FormLine[], sale: Sale): Promise<FormLine[]> {
  if (lines.length === 0) return []
  const priced = await priceLines(lines.map(lineIn), sale)
  return lines.map((line, at) => {
    const found = priced[at]
    return found && found.price_source !== null ? { ...line, unitPrice: found.line.unit_price } : line
  })
}
