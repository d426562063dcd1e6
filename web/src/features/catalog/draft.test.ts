import { describe, expect, it } from 'vitest'
import type { Item } from '~/lib/api/types'
import { draftOf, errorOf, itemIn, newDraft, newPrice } from './draft'

const ITEM: Item = {
  id: 'i1',
  name: 'Green tea',
  description: 'Loose leaf',
  sku: 'TEA-1',
  unit: 'kg',
  tax: 'reduced',
  gtin: '',
  supply: '' as const,
  classifications: [{ scheme: 'HSN', code: '0902' }],
  prices: [
    { currency: 'EUR', from_quantity: '0', unit_price: '9.50' },
    { currency: 'EUR', from_quantity: '10', unit_price: '8.00' },
  ],
  parts: [],
  archived: false,
  version: 3,
  created_at: '2026-01-01T00:00:00Z',
}

describe('an item in the form', () => {
  it('goes back to the server as it came', () => {
    const { id, archived, version, created_at, ...typed } = ITEM
    expect(itemIn(draftOf(ITEM, new Map())).item).toEqual(typed)
    const bundle = { ...ITEM, prices: [], parts: [{ item_id: 'p1', quantity: '2' }] }
    const draft = draftOf(bundle, new Map([['p1', 'Cup']]))
    expect(draft.parts[0]?.name).toBe('Cup')
    expect(itemIn(draft).item.parts).toEqual(bundle.parts)
  })

  it('leaves out rows nobody wrote into', () => {
    expect(itemIn(newDraft('EUR')).item.prices).toEqual([])
    const codes = [{ key: 'a', scheme: '', code: ' ' }]
    expect(itemIn({ ...newDraft('EUR'), codes }).item.classifications).toEqual([])
  })

  it('sends no prices of a bundle and no parts of an item', () => {
    const both = { ...draftOf(ITEM, new Map()), parts: [{ key: 'k', id: 'p', name: 'Cup', quantity: '1' }] }
    expect(itemIn(both).item.parts).toEqual([])
    expect(itemIn({ ...both, kind: 'bundle' }).item.prices).toEqual([])
  })

  it('finds the row an error is about, although empty rows were not sent', () => {
    const empty = newPrice('EUR')
    const wrong = { ...newPrice('XXX'), unitPrice: '1' }
    const { prices } = itemIn({ ...newDraft('EUR'), prices: [empty, wrong] })
    const errors = { 'prices.0.currency': 'No such currency.' }
    expect(errorOf(errors, 'prices', prices, wrong.key)).toBe('No such currency.')
    expect(errorOf(errors, 'prices', prices, empty.key)).toBeUndefined()
  })
})
