import { describe, expect, it } from 'vitest'
import { clientSearch, filtersOf, sortAfter } from './search'

describe('the address of the list of clients', () => {
  it('drops what it does not understand and keeps the rest', () => {
    expect(clientSearch.parse({ tab: 'nonsense', q: 'bakery', sort: 'color' })).toEqual({ q: 'bakery' })
    expect(clientSearch.parse({ tab: 'archived', q: '', sort: '-name' })).toEqual({ tab: 'archived', sort: '-name' })
  })

  it('asks the server for what is filtered', () => {
    expect(filtersOf({})).toEqual({})
    expect(filtersOf({ q: 'bakery', tab: 'archived', cursor: 'x' })).toEqual({ q: 'bakery', archived: true })
  })

  it('does not write the usual order into the address', () => {
    expect(sortAfter('name')).toBeUndefined()
    expect(sortAfter('-created_at')).toBe('-created_at')
  })
})
