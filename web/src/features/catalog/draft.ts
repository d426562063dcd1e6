// An item while it is typed: amounts may still be empty, rows have keys of their own.
import { newKey } from '~/lib/api/client'
import type { Item, ItemIn } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'

export type PriceDraft = { key: string; currency: string; from: Decimal | null; unitPrice: Decimal | null }
export type PartDraft = { key: string; id: string; name: string; quantity: Decimal | null }
export type CodeDraft = { key: string; scheme: string; code: string }

export type ItemDraft = Pick<Item, 'name' | 'description' | 'sku' | 'unit' | 'tax' | 'gtin' | 'supply'> & {
  kind: 'item' | 'bundle'
  prices: readonly PriceDraft[]
  parts: readonly PartDraft[]
  codes: readonly CodeDraft[]
}

export function newPrice(currency: string): PriceDraft {
  return { key: newKey(), currency, from: '0', unitPrice: null }
}

export function newDraft(currency: string): ItemDraft {
  const words = { name: '', description: '', sku: '', unit: '', tax: 'standard', gtin: '', supply: '' as const }
  return { ...words, kind: 'item', prices: [newPrice(currency)], parts: [], codes: [] }
}

/** `names` knows what the parts are called; one it does not know shows its id. */
export function draftOf(item: Item, names: ReadonlyMap<string, string>): ItemDraft {
  const { name, description, sku, unit, tax, gtin, supply } = item
  return {
    ...{ name, description, sku, unit, tax, gtin, supply },
    kind: item.parts.length > 0 ? 'bundle' : 'item',
    prices: item.prices.map((one) => ({
      key: newKey(),
      currency: one.currency,
      from: one.from_quantity,
      unitPrice: one.unit_price,
    })),
    parts: item.parts.map((one) => ({
      key: newKey(),
      id: one.item_id,
      name: names.get(one.item_id) ?? one.item_id,
      quantity: one.quantity,
    })),
    codes: item.classifications.map((one) => ({ key: newKey(), ...one })),
  }
}

/** What the server is told; rows nobody wrote into are left out, so the second value says which rows were sent. */
export function itemIn(draft: ItemDraft): { item: ItemIn; prices: readonly PriceDraft[]; codes: readonly CodeDraft[] } {
  const { name, description, sku, unit, tax, gtin, supply } = draft
  const prices = draft.kind === 'bundle' ? [] : draft.prices.filter((one) => one.unitPrice !== null)
  const codes = draft.codes.filter((one) => one.scheme.trim() !== '' || one.code.trim() !== '')
  const item: ItemIn = {
    ...{ name, description, sku, unit, tax, gtin, supply },
    classifications: codes.map(({ scheme, code }) => ({ scheme, code })),
    prices: prices.map(({ currency, from, unitPrice }) => ({
      currency,
      from_quantity: from ?? '0',
      unit_price: unitPrice ?? '0',
    })),
    parts:
      draft.kind === 'bundle'
        ? draft.parts.map(({ id, quantity }) => ({ item_id: id, quantity: quantity ?? '0' }))
        : [],
  }
  return { item, prices, codes }
}

/** The server counts the rows it was sent; the form knows them by key: "prices.1.unit_price" -> "prices.<key>". */
export function errorOf(
  errors: Readonly<Record<string, string>>,
  list: 'prices' | 'parts' | 'classifications',
  sent: readonly { key: string }[],
  key: string,
): string | undefined {
  const at = sent.findIndex((one) => one.key === key)
  if (at < 0) return undefined
  const start = `${list}.${at}`
  return Object.entries(errors).find(([path]) => path === start || path.startsWith(`${start}.`))?.[1]
}
