import { describe, expect, it } from 'vitest'
import { owesSentence } from './owes'

type Open = { currency: string; balance: string; overdue: string }[]

function sentence(open: Open, lastInvoicedOn: string | null = '2026-11-01'): string {
  const balance = { client_id: '1', open, last_invoiced_on: lastInvoicedOn, credit: null }
  return owesSentence('Example Bakery', balance, 'en-GB').replaceAll('\u00a0', ' ')
}

describe('what a client owes', () => {
  it('says how much of it is late', () => {
    expect(sentence([{ currency: 'EUR', balance: '1240.00', overdue: '800.00' }])).toBe(
      'Example Bakery owes 1,240.00 EUR, 800.00 of it late.',
    )
    expect(sentence([{ currency: 'EUR', balance: '1240.00', overdue: '0.00' }])).toBe(
      'Example Bakery owes 1,240.00 EUR.',
    )
    expect(sentence([{ currency: 'JPY', balance: '5000', overdue: '5000' }])).toBe(
      'Example Bakery owes 5,000 JPY, all of it late.',
    )
  })

  it('adds nothing up across currencies', () => {
    const open = [
      { currency: 'EUR', balance: '1240.00', overdue: '800.00' },
      { currency: 'USD', balance: '300.00', overdue: '0.00' },
    ]
    expect(sentence(open)).toBe('Example Bakery owes 1,240.00 EUR (800.00 late) and 300.00 USD.')
  })

  it('tells a client who paid everything from one without invoices', () => {
    expect(sentence([])).toBe('Example Bakery owes nothing.')
    expect(sentence([{ currency: 'EUR', balance: '0.00', overdue: '0.00' }])).toBe('Example Bakery owes nothing.')
    expect(sentence([], null)).toBe('Example Bakery has no invoice yet.')
  })
})
