import { describe, expect, it } from 'vitest'
import { formatAmount, formatDecimal, formatForEditing, formatMoney, minorDigits } from './money'

describe('money', () => {
  it('shows as many digits as the currency has', () => {
    expect(formatAmount('1240', 'EUR', 'en-US')).toBe('1,240.00')
    expect(formatAmount('1240', 'JPY', 'en-US')).toBe('1,240')
    expect(formatAmount('1240.5', 'KWD', 'en-US')).toBe('1,240.500')
    expect(minorDigits('???')).toBe(2)
  })

  it('never hides a digit and never loses one', () => {
    expect(formatAmount('0.125', 'EUR', 'en-US')).toBe('0.125')
    expect(formatAmount('12345678901234567.89', 'EUR', 'en-US')).toBe('12,345,678,901,234,567.89')
  })

  it('writes a real minus sign', () => {
    expect(formatMoney({ amount: '-5', currency: 'EUR' }, 'en-US')).toBe('−5.00\u00a0EUR')
  })

  it('follows the reader', () => {
    expect(formatAmount('1234.5', 'EUR', 'de-DE')).toBe('1.234,50')
    expect(formatDecimal('2.500', 'de-DE')).toBe('2,5')
  })

  it('edits without grouping', () => {
    expect(formatForEditing('1234.5', ',', 2)).toBe('1234,50')
    expect(formatForEditing('2.500', '.')).toBe('2.5')
  })
})
