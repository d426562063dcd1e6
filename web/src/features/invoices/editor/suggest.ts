// What the description being typed may be: items of the catalog and what was billed before, with the evidence.
import { useCallback, useMemo } from 'react'
import { itemLines, type Sale, suggestLines } from '~/lib/api/catalog'
import type { ItemLine, LineSuggestion } from '~/lib/api/types'
import { formatDate, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { sentenceOf } from '~/lib/problem'
import type { Suggestion } from '~/ui/suggesting'
import { toast } from '~/ui/toasts'
import { patchLine, replaceLine } from './changes'
import { type FormLine, formLine } from './model'
import type { Edit } from './useEditor'

export type FoundLine = Suggestion & { line: LineSuggestion }

export type LineSuggest = {
  load: (text: string, signal: AbortSignal) => Promise<readonly FoundLine[]>
  pick: (line: FormLine, found: FoundLine) => void
}

const MOST_COUNTED = 100

/** "Agreed price · SKU TEA-1 · used 15 times, last on 10 Feb 2026" */
export function evidence(line: LineSuggestion, locale: string): string {
  const { times, last_used_on: day } = line
  const often =
    times >= MOST_COUNTED ? `used ${MOST_COUNTED} times or more` : plural(times, 'used once', 'used {count} times')
  return [
    line.kind === 'bundle' && 'Bundle',
    line.kind === 'item' && (line.price_source === 'contract' ? 'Agreed price' : 'Catalog'),
    line.sku && `SKU ${line.sku}`,
    times > 0 && (day === null ? often : `${often}, last on ${formatDate(day, locale)}`),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Lines of an item as the form has them; one without a price leaves it to be typed. */
export function linesOfItem(made: readonly ItemLine[]): FormLine[] {
  return made.map(({ line, price_source: source }) => ({
    ...formLine(line),
    ...(source === null && { unitPrice: null }),
  }))
}

/** What was billed before: words, unit, tax and price; what it does not know stays as typed. */
export function asBefore(line: FormLine, past: LineSuggestion): Partial<FormLine> {
  return {
    description: past.description,
    sku: past.sku,
    unit: past.unit || line.unit,
    tax: past.tax || line.tax,
    unitPrice: past.unit_price ?? line.unitPrice,
    more: {},
  }
}

export function useLineSuggest(sale: Sale, edit: Edit): LineSuggest {
  const locale = useLocale()
  const load = useCallback(
    async (text: string, signal: AbortSignal) => {
      const found = await suggestLines(text.slice(0, 200), sale, signal)
      return found.map((line) => ({
        id: line.item_id ?? `past ${line.description}`,
        title: line.description,
        detail: evidence(line, locale),
        end:
          line.unit_price !== null && sale.currency
            ? formatMoney({ amount: line.unit_price, currency: sale.currency }, locale)
            : undefined,
        line,
      }))
    },
    [sale, locale],
  )
  const pick = useCallback(
    (line: FormLine, { line: found }: FoundLine) => {
      if (found.item_id === null) return edit(patchLine(line.key, asBefore(line, found)))
      edit(patchLine(line.key, { description: found.description }))
      itemLines(found.item_id, line.quantity ?? '1', sale).then(
        (made) => edit(replaceLine(line.key, linesOfItem(made))),
        (error: unknown) => toast(sentenceOf(error), { tone: 'late' }),
      )
    },
    [sale, edit],
  )
  return useMemo(() => ({ load, pick }), [load, pick])
}
