import { describe, expect, it } from 'vitest'
import { filtersOf, hasFilters, invoiceSearch, lookOf, searchOf, sortAfter, sortOf } from './search'

const kind = ['invoice', 'deposit_invoice', 'final_invoice', 'credit_note', 'corrective_invoice']

describe('the address of the invoice list', () => {
  it('drops what it does not understand and keeps the rest', () => {
    expect(invoiceSearch.parse({ tab: 'nonsense', q: 'bakery', from: 'yesterday', sort: '-gross' })).toEqual({
      q: 'bakery',
      sort: '-gross',
    })
  })

  it('asks the server for the tab and the filters', () => {
    expect(filtersOf({ tab: 'drafts', q: '0042', from: '2026-01-01' })).toEqual({
      kind,
      status: ['draft'],
      q: '0042',
      issued_from: '2026-01-01',
    })
    expect(filtersOf({ tab: 'overdue', currency: 'EUR' })).toEqual({ kind, state: 'overdue', currency: 'EUR' })
    expect(filtersOf({})).toEqual({ kind })
    expect(filtersOf({ list: 'quotes', tab: 'accepted' })).toEqual({ kind: ['quote'], state: 'accepted' })
  })

  it('puts the latest payer first among the overdue', () => {
    expect(sortOf({ tab: 'overdue' })).toBe('-days_past_due')
    expect(sortOf({})).toBe('-created_at')
    expect(sortOf({ tab: 'overdue', sort: 'number' })).toBe('number')
  })

  it('sorts a column once, and back to the usual order with a second click', () => {
    expect(sortAfter('number', undefined)).toBe('number')
    expect(sortAfter('-number', 'number')).toBeUndefined()
    expect(sortAfter('gross', '-gross')).toBeUndefined()
  })

  it('comes back from a saved view as it was', () => {
    for (const search of [
      {},
      { tab: 'drafts', q: 'bakery' },
      { tab: 'overdue', currency: 'EUR', sort: '-gross', columns: 'number,client' },
      { from: '2026-01-01', to: '2026-02-01', client: '01a21460-236f-7ea8-b785-ad2c6781b152' },
    ] as const) {
      expect(searchOf(lookOf(search))).toEqual(search)
    }
  })

  it('knows a filter from a tab', () => {
    expect(hasFilters({ tab: 'open', sort: '-gross' })).toBe(false)
    expect(hasFilters({ q: 'a' })).toBe(true)
  })
})
