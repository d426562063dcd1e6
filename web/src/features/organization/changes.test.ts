import { describe, expect, it } from 'vitest'
import { changesOf, nameOf } from './changes'

describe('changes of an audit entry', () => {
  it('names only what differs, however deep it lies', () => {
    const before = { name: 'Old', address: { city: 'Berlin', line1: '' }, version: 1 }
    const after = { name: 'New', address: { city: 'Berlin', line1: null }, version: 1 }
    expect(changesOf(before, after)).toEqual([{ path: 'name', before: 'Old', after: 'New' }])
  })

  it('shows a new thing with nothing before, and a deleted one with nothing after', () => {
    expect(changesOf(null, { role: 'admin' })).toEqual([{ path: 'role', before: '', after: 'admin' }])
    expect(changesOf({ role: 'admin' }, null)).toEqual([{ path: 'role', before: 'admin', after: '' }])
  })

  it('looks into lists', () => {
    expect(changesOf({ lines: [{ net: '1.00' }] }, { lines: [{ net: '2.00' }] })).toEqual([
      { path: 'lines.0.net', before: '1.00', after: '2.00' },
    ])
  })
})

describe('what an audit entry is about', () => {
  it('is called by its number, then by its name', () => {
    expect(nameOf(null, { number: 'INV-1', client_name: 'Example Bakery' })).toBe('INV-1')
    expect(nameOf({ profile: { name: 'Example Bakery' } }, null)).toBe('Example Bakery')
    expect(nameOf(null, { clock_at: '2026-01-01' })).toBe('')
  })
})
