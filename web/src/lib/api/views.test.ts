import { describe, expect, it } from 'vitest'
import { keptFilters, looksLike } from './views'

describe('a saved view', () => {
  it('keeps query parameters as texts and leaves out what is not set', () => {
    expect(keptFilters({ status: ['draft'], q: undefined, archived: true })).toEqual({
      status: ['draft'],
      archived: ['true'],
    })
  })

  it('is told from another look, whatever the order of its filters', () => {
    const view = { filters: { q: ['a'], state: ['open'] }, sort: '-gross', columns: [] } as never
    expect(looksLike(view, { filters: { state: ['open'], q: ['a'] }, sort: '-gross', columns: [] })).toBe(true)
    expect(looksLike(view, { filters: { state: ['open'] }, sort: '-gross', columns: [] })).toBe(false)
    expect(looksLike(view, { filters: { q: ['a'], state: ['open'] }, sort: '', columns: [] })).toBe(false)
  })
})
