import { describe, expect, it } from 'vitest'
import { daysWords, placeWords, stateWords } from './words'

describe('an exemption certificate in words', () => {
  it('names the region and the country', () => {
    expect(placeWords({ country: 'CA', region: 'CA-QC' }, 'en')).toBe('QC, Canada')
    expect(placeWords({ country: 'PL', region: '' }, 'en')).toBe('Poland')
  })

  it('says which days it holds', () => {
    expect(daysWords({ valid_from: '2026-01-01', valid_until: '2026-12-31' }, 'en-US')).toBe(
      'Jan 1, 2026 to Dec 31, 2026',
    )
    expect(daysWords({ valid_from: '2026-01-01', valid_until: null }, 'en-US')).toBe('From Jan 1, 2026, without an end')
  })

  it('tells of its end a month before, and after it', () => {
    const until = (valid_until: string | null, valid_from = '2026-01-01') =>
      stateWords({ valid_from, valid_until }, '2026-05-04')
    expect(until(null)).toBe('')
    expect(until('2026-06-04')).toBe('')
    expect(until('2026-06-03')).toBe('Expires in 30 days. Ask for a new one.')
    expect(until('2026-05-04')).toBe('Expires today. Ask for a new one.')
    expect(until('2026-05-03')).toBe('Expired: tax is charged again.')
    expect(until(null, '2026-05-05')).toBe('Not valid yet: tax is charged.')
  })
})
