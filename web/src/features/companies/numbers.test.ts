import { describe, expect, it } from 'vitest'
import { gapWords } from './numbers'

const gap = { period: '2026', first: 3, last: 4, behind: 'INV-2', before: 'INV-5', reason: '' }

describe('gaps in words', () => {
  it('name the counts and the numbers around them', () => {
    expect(gapWords(gap)).toBe('Missing behind INV-2 and before INV-5: 3 to 4 of 2026.')
  })

  it('leave out what is not there', () => {
    expect(gapWords({ ...gap, last: 3, behind: '', before: '', period: '' })).toBe('Missing: 3.')
    expect(gapWords({ ...gap, before: '' })).toBe('Missing behind INV-2: 3 to 4 of 2026.')
  })
})
