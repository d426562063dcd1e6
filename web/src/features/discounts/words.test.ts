import { describe, expect, it } from 'vitest'
import type { DiscountRule } from '~/lib/api/discounts'
import { draftOf, emptyDraft, ruleIn } from './draft'
import { conditions, standing, tiersInWords } from './words'

const RULE = {
  name: 'Volume',
  kind: 'volume',
  reason: '10 or more',
  scope: 'line',
  currency: null,
  tiers: [
    { start: '10', percent: '5', amount: null, unit_price: null },
    { start: '50', percent: '10', amount: null, unit_price: null },
  ],
  client_names: ['Bakery'],
  client_ids: ['1'],
  tags: ['loyal'],
  skus: [],
  code: 'SPRING',
  since: null,
  until: '2026-05-31',
  minimum: '0',
  stackable: false,
  segment_ids: ['s'],
  segment_names: ['Poles'],
  most_uses: 10,
  most_uses_per_client: null,
  used: 3,
} as unknown as DiscountRule

describe('a discount rule in words', () => {
  it('says what it takes off', () => {
    expect(tiersInWords(RULE, 'en')).toBe('5 % off from 10, 10 % off from 50')
    const whole = { ...RULE, scope: 'document', currency: 'EUR' } as const
    const tiers = [{ start: '500', percent: null, amount: '50', unit_price: null }]
    expect(tiersInWords({ ...whole, tiers }, 'en')).toBe('50 EUR off from 500 EUR')
  })

  it('says for whom and until when', () => {
    expect(conditions(RULE, 'en')).toMatch(
      /^For a quantity · code SPRING · Bakery · clients tagged loyal · segment Poles · until .*2026 · stands alone · used 3 of 10$/,
    )
  })

  it('knows whether it holds', () => {
    expect(standing(RULE, '2026-05-31')).toBe('holds')
    expect(standing(RULE, '2026-06-01')).toBe('over')
    expect(standing({ since: '2026-06-02', until: null }, '2026-06-01')).toBe('coming')
  })
})

describe('a rule as it is typed', () => {
  it('comes back as it was', () => {
    const again = ruleIn(draftOf(RULE))
    expect(again).toMatchObject({
      name: 'Volume',
      tags: ['loyal'],
      client_ids: ['1'],
      segment_ids: ['s'],
      most_uses: 10,
      most_uses_per_client: null,
      until: '2026-05-31',
      currency: null,
    })
    expect(again.tiers).toEqual([
      { start: '10', percent: '5' },
      { start: '50', percent: '10' },
    ])
  })

  it('splits items and tags at commas', () => {
    const draft = { ...emptyDraft(), skus: 'A-1, B-2,, ', tags: ' loyal ' }
    expect(ruleIn(draft)).toMatchObject({ skus: ['A-1', 'B-2'], tags: ['loyal'] })
  })
})
