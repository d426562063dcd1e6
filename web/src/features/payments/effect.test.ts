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
