import { describe, expect, it } from 'vitest'
import type { ClientPattern } from '~/lib/api/types'
import { patternWords } from './pattern'

type Paying = NonNullable<ClientPattern['paying']>
const PAYING: Paying = { invoices: 12, on_time: 4, days_to_pay: 20, days_late: 6, latest: 30, trend: null }
const of = (part: Partial<Paying>): ClientPattern => ({
  paying: { ...PAYING, ...part },
  invoiced_365_days: [],
})

describe('patternWords', () => {
  it('says how late, and how often on time', () => {
    expect(patternWords(of({}), 'en')).toEqual(['Pays 6 days late as a rule: 4 of 12 paid invoices on time.'])
    expect(patternWords(of({ days_late: -1, on_time: 12 }), 'en')).toEqual([
      'Pays 1 day early as a rule: all of 12 paid invoices on time.',
    ])
    expect(patternWords(of({ days_late: 0, trend: 'slower' }), 'en')).toEqual([
      'Pays on the due date as a rule, lately later: 4 of 12 paid invoices on time.',
    ])
  })
  it('makes no rule of one invoice', () => {
    expect(patternWords(of({ invoices: 1, on_time: 0 }), 'en')).toEqual(['Pays 6 days late, of one paid invoice.'])
  })
  it('adds what was invoiced, each currency by itself', () => {
    const sums = [
      { currency: 'EUR', count: 2, gross: '1200.00' },
      { currency: 'USD', count: 1, gross: '50.00' },
    ]
    expect(
      patternWords({ paying: null, invoiced_365_days: sums }, 'en').map((one) => one.replaceAll('\u00a0', ' ')),
    ).toEqual(['Invoiced 1,200.00 EUR and 50.00 USD in 3 invoices within a year.'])
  })
})
