import { describe, expect, it } from 'vitest'
import type { ItemLine, LineSuggestion } from '~/lib/api/types'
import { appendLines, replaceLine } from './changes'
import { draftIn, emptyForm, type Form, newLine } from './model'
import { asBefore, evidence, linesOfItem } from './suggest'

const PAST: LineSuggestion = {
  kind: 'past',
  item_id: null,
  description: 'Hosting',
  sku: '',
  unit: 'month',
  tax: 'reduced',
  unit_price: '50.00',
  price_source: 'past',
  times: 15,
  last_used_on: '2026-02-10',
  client_price: '50.00',
}

const TEA = {
  price_source: 'contract',
  line: {
    kind: 'item',
    description: 'Green tea',
    sku: 'TEA-1',
    quantity: '2',
    unit: 'kg',
    unit_price: '33',
    tax: 'standard',
    item: { classifications: [{ scheme: 'HSN', code: '0902' }] },
    links: { item_id: 'i1' },
    amounts: null,
  },
} as unknown as ItemLine

describe('evidence', () => {
  it('says how often, when last, and where a price is from', () => {
    expect(evidence(PAST, 'en-GB')).toBe('used 15 times, last on 10 Feb 2026')
    expect(evidence({ ...PAST, times: 1 }, 'en-GB')).toBe('used once, last on 10 Feb 2026')
    expect(evidence({ ...PAST, times: 100 }, 'en-GB')).toMatch(/^used 100 times or more/)
    const item = { ...PAST, kind: 'item', sku: 'T-1', price_source: 'contract', times: 0 } as const
    expect(evidence(item, 'en-GB')).toBe('Agreed price · SKU T-1')
    expect(evidence({ ...item, kind: 'bundle', sku: '' }, 'en-GB')).toBe('Bundle')
  })
})

describe('a chosen line', () => {
  const typed = { ...newLine(), key: 'a', description: 'ho', quantity: '3', unitPrice: '7', unit: 'h' }
  const form: Form = { ...emptyForm('k1'), client: { id: 'c1', name: 'Bakery' }, lines: [typed] }

  it('takes over what was billed before and keeps what that does not know', () => {
    expect({ ...typed, ...asBefore(typed, PAST) }).toMatchObject({ unit: 'month', unitPrice: '50.00', quantity: '3' })
    expect(asBefore(typed, { ...PAST, unit_price: null, unit: '' })).toMatchObject({ unit: 'h', unitPrice: '7' })
  })

  it('carries the values of the item into the draft, and stays the same line for the cursor', () => {
    const next = replaceLine('a', linesOfItem([TEA, TEA]))(form)
    expect(next.lines.map((line) => line.key === 'a')).toEqual([true, false])
    expect(draftIn(next)?.lines?.[0]).toEqual({
      id: 'a',
      kind: 'item',
      description: 'Green tea',
      note: '',
      sku: 'TEA-1',
      quantity: '2',
      unit: 'kg',
      unit_price: '33',
      discount: null,
      tax: 'standard',
      item: { classifications: [{ scheme: 'HSN', code: '0902' }] },
      links: { item_id: 'i1' },
    })
  })

  it('leaves the price open where the item has none', () => {
    expect(linesOfItem([{ ...TEA, price_source: null }])[0]?.unitPrice).toBeNull()
  })

  it('follows the lines that say something, not the empty ones', () => {
    const next = appendLines(linesOfItem([TEA]))({ ...form, lines: [typed, newLine()] })
    expect(next.lines.map((line) => line.description)).toEqual(['ho', 'Green tea'])
  })
})
