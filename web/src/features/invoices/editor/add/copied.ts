// Lines of another invoice as new ones: typed values alone, under keys of their own.
import { newKey } from '~/lib/api/client'
import type { Invoice } from '~/lib/api/types'
import { draftOf } from '../../draft'
import { type FormLine, formLine } from '../model'

/** All lines but those left out by their place; a price in another currency is no price here. */
export function copiedLines(
  invoice: Pick<Invoice, 'company_id' | 'client_id' | 'document'>,
  currency: string | undefined,
  left: ReadonlySet<string>,
): FormLine[] {
  const foreign = currency !== undefined && invoice.document.currency !== currency
  const lines = draftOf(invoice).lines ?? []
  return lines
    .filter((_, index) => !left.has(String(index)))
    .map((line) => {
      const made = { ...formLine(line), key: newKey() }
      if (!foreign) return made
      const discount = made.discount?.amount == null ? made.discount : null
      return { ...made, unitPrice: null, discount, more: { ...made.more, allowances: [], charges: [] } }
    })
}
