import { describe, expect, it } from 'vitest'
import type { InvoiceVersion, VersionChange } from '~/lib/api/versions'
import { becameWords, changeWords, proofWords, valueWords } from './versions'

const version = (over: Partial<InvoiceVersion> = {}): InvoiceVersion => ({
  number: 1,
  change: 'issue',
  reason: '',
  at: '2026-11-21T11:12:21Z',
  actor_kind: 'user',
  actor_label: 'Ada',
  is_current: true,
  position: 1,
  hash: 'ab',
  previous_hash: '',
  key_id: '1',
  signature: '',
  proof: 'valid',
  ...over,
})

const change = (over: Partial<VersionChange>): VersionChange => ({
  path: '/notes',
  field: 'notes',
  label: 'Notes',
  kind: 'changed',
  old: null,
  new: null,
  ...over,
})

describe('versions in words', () => {
  it('say why there is one', () => {
    expect(changeWords(version())).toBe('As issued')
    expect(changeWords(version({ change: 'cancellation', reason: 'Wrong client' }))).toBe('Voided: Wrong client')
  })

  it('say whether the proof holds, and what does not', () => {
    expect(proofWords(version())).toBe('Unchanged since then, signature valid')
    expect(proofWords(version({ proof: 'content' }))).toBe('Its content is not what was signed')
  })

  it('show values as a person reads them', () => {
    expect(valueWords('')).toBe('–')
    expect(valueWords('12.50')).toBe('12.50')
    expect(valueWords(true)).toBe('yes')
    expect(valueWords({ description: 'Design', note: '', hidden: false, quantity: '2' })).toBe('Design, 2')
    expect(valueWords([])).toBe('–')
    expect(valueWords('2026-12-24')).toBe('Dec 24, 2026')
    const line = { id: '2', kind: 'item', description: 'Travel', quantity: '2', unit: 'day', unit_price: '90.00' }
    expect(valueWords({ ...line, discount: null })).toBe('Travel: 2 day × 90.00')
    expect(valueWords({ percent: '10', amount: null, reason: 'Loyal', rule: '' })).toBe('10 %, Loyal')
    expect(valueWords({ percent: null, amount: '5.00', reason: '' })).toBe('5.00')
  })

  it('count places from one', () => {
    expect(becameWords(change({ kind: 'moved', old: 0, new: 2 }))).toEqual({ before: 'place 1', after: 'place 3' })
    expect(becameWords(change({ old: '', new: 'Thanks' }))).toEqual({ before: '–', after: 'Thanks' })
  })
})
