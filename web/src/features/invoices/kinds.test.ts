import { describe, expect, it } from 'vitest'
import { asksForMoney, listOf, nameOf, titleOf } from './kinds'
import { standingOf } from './standing'

describe('kinds of documents', () => {
  it('have names, and lists they stand in', () => {
    expect(titleOf('deposit_invoice')).toBe('Deposit invoice')
    expect(nameOf({ kind: 'quote', number: 'QUO-1' })).toBe('Quote QUO-1')
    expect([listOf('quote'), listOf('proforma'), listOf('final_invoice'), listOf('credit_note')]).toEqual([
      'quotes',
      'proformas',
      'invoices',
      'invoices',
    ])
    expect([asksForMoney('quote'), asksForMoney('corrective_invoice')]).toEqual([false, true])
  })

  it('stand as the client answered, or as time has passed', () => {
    const quote = { kind: 'quote', status: 'issued', settled_at: null, sent_at: 'x', days_past_due: null } as const
    expect(standingOf({ ...quote, answer: 'accepted' }).label).toBe('Accepted')
    expect(standingOf({ ...quote, answer: 'accepted', is_followed: true }).label).toBe('Invoiced')
    expect(standingOf({ ...quote, answer: 'rejected' }).label).toBe('Declined')
    expect(standingOf({ ...quote, valid_until: '2026-01-31', today: '2026-01-31' }).label).toBe('Sent')
    expect(standingOf({ ...quote, valid_until: '2026-01-31', today: '2026-02-01' }).label).toBe('Expired')
  })

  it('that were given up say so', () => {
    const lost = { status: 'issued', settled_at: 'x', sent_at: 'x', days_past_due: null, written_off: '10.00' } as const
    expect(standingOf(lost).label).toBe('Written off')
    expect(standingOf({ ...lost, written_off: '0.00' }).label).toBe('Paid')
  })
})
