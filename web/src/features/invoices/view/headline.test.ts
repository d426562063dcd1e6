import { describe, expect, it } from 'vitest'
import type { Invoice } from '~/lib/api/types'
import { standingOf } from '../standing'
import { headline } from './Headline'

function invoice(part: Partial<Invoice>, balance = '1240.00'): Invoice {
  return {
    status: 'issued',
    client_name: 'Example Bakery',
    document: { currency: 'EUR', due_date: '2026-03-12' },
    balance: {
      amount_due: '1240.00',
      paid: '0.00',
      credited: '0.00',
      discounted: '0.00',
      written_off: '0.00',
      applied: '0.00',
      refundable: '0.00',
      balance,
    },
    days_past_due: null,
    sent_at: '2026-03-01T09:00:00Z',
    settled_at: null,
    ...part,
  } as Invoice
}

describe('headline', () => {
  it('says that an erased one was, and nobody’s name', () => {
    expect(
      headline(invoice({ erased_at: '2027-02-02T09:00:00Z', client_name: 'Erased' }, '0.00'), '2027-02-03', 'en'),
    ).toBe('This invoice of 1,240.00\u00a0EUR was erased.')
  })
  it('says who owes what, and how late', () => {
    expect(headline(invoice({ days_past_due: 12 }), '2026-03-24', 'en-GB')).toBe(
      'Example Bakery owes 1,240.00\u00a0EUR, 12 days late.',
    )
    expect(headline(invoice({}), '2026-03-12', 'en-GB')).toBe('Example Bakery owes 1,240.00\u00a0EUR, due today.')
  })

  it('says what was paid, drafted or voided', () => {
    expect(headline(invoice({}, '0.00'), '2026-03-24', 'en-GB')).toBe('Example Bakery has paid 1,240.00\u00a0EUR.')
    expect(headline(invoice({ status: 'draft' }), '2026-03-24', 'en-GB')).toBe(
      'A draft of 1,240.00\u00a0EUR for Example Bakery.',
    )
    expect(headline(invoice({ status: 'void' }), '2026-03-24', 'en-GB')).toBe(
      'This invoice is void. Example Bakery owes nothing for it.',
    )
  })
})

describe('headline of what was credited', () => {
  const balance = {
    amount_due: '1240.00',
    paid: '0.00',
    credited: '1240.00',
    discounted: '0.00',
    written_off: '0.00',
    applied: '0.00',
    refundable: '0.00',
    balance: '0.00',
  }

  it('says that nothing is owed, or who is owed what', () => {
    expect(headline(invoice({ balance }), '2026-03-24', 'en-GB')).toBe(
      '1,240.00\u00a0EUR was credited. Nothing is owed.',
    )
    const early = { ...balance, paid: '1215.20', credited: '24.80', discounted: '24.80' }
    expect(headline(invoice({ balance: early }), '2026-03-24', 'en-GB')).toBe(
      'Example Bakery has paid 1,215.20\u00a0EUR, 24.80\u00a0EUR less for paying early.',
    )
    const paid = { ...balance, paid: '40.00', credited: '1200.00' }
    expect(headline(invoice({ balance: paid }), '2026-03-24', 'en-GB')).toBe(
      '1,200.00\u00a0EUR was credited. Example Bakery has paid 40.00\u00a0EUR. Nothing is owed.',
    )
    const over = { ...balance, paid: '1240.00', refundable: '1240.00' }
    expect(headline(invoice({ balance: over }), '2026-03-24', 'en-GB')).toBe(
      'Example Bakery is owed 1,240.00\u00a0EUR.',
    )
    expect(headline(invoice({ kind: 'credit_note' }), '2026-03-24', 'en-GB')).toBe(
      '1,240.00\u00a0EUR credited to Example Bakery.',
    )
  })
})

describe('standing', () => {
  it('puts late before sent, and names what nobody has received', () => {
    expect(standingOf(invoice({ days_past_due: 3 })).label).toBe('Overdue')
    expect(standingOf(invoice({})).label).toBe('Sent')
    expect(standingOf(invoice({ sent_at: null })).label).toBe('Not sent')
    expect(standingOf(invoice({ settled_at: '2026-03-14T09:00:00Z' })).label).toBe('Paid')
  })
})
