import { describe, expect, it } from 'vitest'
import { rulesWords } from './words'

const none = { countries: [], currencies: [], tags: [], owes_more_than: null, overdue_days: null }

describe('the rules of a segment', () => {
  it('are one sentence', () => {
    expect(rulesWords({ ...none, countries: ['DE', 'FR'] }, 'en-GB')).toBe('In Germany or France.')
    expect(rulesWords({ ...none, tags: ['vip'], overdue_days: 1 }, 'en-GB')).toBe('Tagged vip and 1 day late or more.')
    const owes = { ...none, owes_more_than: { amount: '5.00', currency: 'EUR' } }
    expect(rulesWords(owes, 'en-GB').replaceAll('\u00a0', ' ')).toBe('Owing more than 5.00 EUR.')
  })
})
