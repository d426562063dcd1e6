import { describe, expect, it } from 'vitest'
import { effectOf } from './RecordPayment'

const money = (amount: string) => `${amount} EUR`

describe('what a payment means for the invoice', () => {
  it('settles it with exactly what is owed, however it is written', () => {
    expect(effectOf('1240', '1240.00', money)).toBe('This settles the invoice.')
  })

  it('says what stays owed after a part', () => {
    expect(effectOf('1000.10', '1240.00', money)).toBe('239.90 EUR stays owed.')
  })

  it('says what becomes of too much', () => {
    expect(effectOf('1300', '1240.00', money)).toBe('60.00 EUR more than is owed: it becomes the client’s credit.')
  })

  it('says what is owed while nothing is typed', () => {
    expect(effectOf(null, '1240.00', money)).toBe('1240.00 EUR is owed.')
  })
})

describe('what paying early means', () => {
  const offer = { percent: '2', days: 10, until: '2026-05-11', discount: '24.60', payable: '1205.40' }
  const paid = (amount: string | null, on: string) => effectOf(amount, '1230.00', money, { on, offers: [offer] })

  it('grants the discount until its last day', () => {
    const granted = 'Paid within 10 days: discount of 24.60 EUR is granted. This settles the invoice.'
    expect(paid('1205.40', '2026-05-11')).toBe(granted)
    expect(paid('1205.40', '2026-05-12')).toBe('24.60 EUR stays owed.')
    expect(paid('1205.39', '2026-05-11')).toBe('24.61 EUR stays owed.')
  })

  it('grants only what was left out', () => {
    expect(paid('1210', '2026-05-01')).toContain('discount of 20.00 EUR is granted')
  })

  it('says what would be enough', () => {
    expect(paid('1230', '2026-05-01')).toBe('This settles the invoice. 1205.40 EUR is enough: paid within 10 days.')
  })
})
