import { describe, expect, it } from 'vitest'
import { formatDecimal } from './money'
import { decimalSign, readNumber } from './read-number'

describe('readNumber', () => {
  it.each([
    ['en-US', '1,234.50', '1234.5'],
    ['en-US', '1234.5', '1234.5'],
    ['en-US', '.5', '0.5'],
    ['en-US', '5.', '5'],
    ['en-US', '1,234', '1234'],
    ['en-US', '(12.50)', '-12.5'],
    ['en-US', '−7', '-7'],
    ['en-US', '$1,200.00', '1200'],
    ['en-US', '-$5', '-5'],
    ['en-US', '1,234,567', '1234567'],
    ['en-US', '12345678901234567.89', '12345678901234567.89'],
    ['en-US', 'USD 40', '40'],
    ['en-US', '007', '7'],
    ['de-DE', '1.234,50', '1234.5'],
    ['de-DE', '1 234,50 EUR', '1234.5'],
    ['de-DE', '1.234', '1234'],
    ['de-DE', '1.234.567', '1234567'],
    ['de-DE', '0,5', '0.5'],
    ['fr-FR', '1\u202f234,50 €', '1234.5'],
    ['fr-FR', '1\u00a0234', '1234'],
    ['pl-PL', '12,30 zł', '12.3'],
    ['de-CH', '1’234.50', '1234.5'],
    ['de-CH', "CHF 1'234.50", '1234.5'],
    ['ar-EG', '١٢٣٤٫٥٠', '1234.5'],
    ['ar-EG', '١٬٢٣٤٫٥', '1234.5'],
    ['fa-IR', '۱۲٫۵', '12.5'],
    ['hi-IN', '१२.५', '12.5'],
    ['en-IN', '12,34,567.50', '1234567.5'],
    ['ja-JP', '１２３．５', '123.5'],
  ])('%s: %s is %s', (locale, typed, value) => {
    expect(readNumber(typed, locale)).toEqual({ value, guessed: false })
  })

  it.each([
    ['en-GB', '12,3', '12.3'],
    ['fr-FR', '5.5', '5.5'],
    ['de-DE', '0.005', '0.005'],
    ['en-US', '1.234,50', '1234.5'],
    ['de-DE', '1,234.50', '1234.5'],
    ['de-DE', '12.50', '12.5'],
  ])('%s: %s used the other sign, is read as %s and shown', (locale, typed, value) => {
    expect(readNumber(typed, locale)).toEqual({ value, guessed: true })
  })

  it.each([
    ['40*150', '6000'],
    ['40 x 150', '6000'],
    ['2×7.5', '15'],
    ['100+20*3', '160'],
    ['100 - 0.1', '99.9'],
    ['1200/7', '171.428571'],
    ['-5+3', '-2'],
    ['3*-2', '-6'],
  ])('works out %s', (typed, value) => {
    expect(readNumber(typed, 'en-US')).toEqual({ value, guessed: true })
  })

  it('works out sums in the locale of the person', () => {
    expect(readNumber('1,5*2,5', 'de-DE')?.value).toBe('3.75')
  })

  it.each(['', 'abc', '1e5', '10k', '12.03.2026', '1,2,3.4', '5/0', '40*', '--5', '12 50', '1.2.3', '()', '-', '.'])(
    'refuses %s instead of guessing',
    (typed) => {
      expect(readNumber(typed, 'en-US')).toBeNull()
    },
  )

  it('reads back what each locale writes', () => {
    for (const locale of ['en-US', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'pl-PL', 'pt-BR', 'ar-EG', 'fa-IR', 'sv-SE']) {
      for (const value of ['0', '0.5', '12.34', '1234.5', '-1234567.89', '999', '1000', '0.005']) {
        expect([locale, readNumber(formatDecimal(value, locale), locale)?.value]).toEqual([locale, value])
      }
    }
  })

  it('knows the decimal sign of a locale', () => {
    expect(decimalSign('de-DE')).toBe(',')
    expect(decimalSign('de-CH')).toBe('.')
    expect(decimalSign('ar-EG')).toBe('.')
  })
})
