import { describe, expect, it } from 'vitest'
import type { RetentionSettings } from '~/lib/api/retention'
import { lawWords, yearsOf } from './words'

const SETTINGS: RetentionSettings = {
  country: 'DE',
  erased: 0,
  erases: false,
  law: 'AO § 147 (3)',
  law_years: 8,
  next_on: null,
  version: 0,
  waiting: 0,
  year_after: false,
  years: null,
}

describe('the words of the law', () => {
  it('cite it and say what the period is counted from', () => {
    expect(lawWords(SETTINGS, 'en')).toBe(
      'The law of Germany wants documents kept for 8 years, counted from the end of the year of the document (AO § 147 (3)).',
    )
    expect(lawWords({ ...SETTINGS, year_after: true }, 'en')).toContain('the year after the document')
  })
  it('say when we know none', () => {
    expect(lawWords({ ...SETTINGS, law: '', law_years: 10 }, 'en')).toContain('the longest period we know: 10 years')
  })
})

describe('the years somebody typed', () => {
  it('are a number or nothing', () => {
    expect([yearsOf(''), yearsOf(' 12 ')]).toEqual([null, 12])
  })
})
