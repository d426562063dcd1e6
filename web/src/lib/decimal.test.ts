import { describe, expect, it } from 'vitest'
import { add, compare, divide, isZero, multiply, ratio, round, subtract, trimmed } from './decimal'

describe('decimal', () => {
  it('adds without a binary float in between', () => {
    expect(add('0.1', '0.2')).toBe('0.3')
    expect(add('9007199254740993', '0.01')).toBe('9007199254740993.01')
    expect(subtract('1', '1.05')).toBe('-0.05')
  })

  it('multiplies exactly', () => {
    expect(multiply('1.10', '1.10')).toBe('1.2100')
    expect(multiply('-2.5', '120.00')).toBe('-300.000')
  })

  it.each([
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['2.344', 2, '2.34'],
    ['1.005', 2, '1.01'],
    ['7', 2, '7.00'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
  ])('rounds %s to %i places as %s', (value, places, expected) => {
    expect(round(value, places)).toBe(expected)
  })

  it('divides half away from zero and refuses zero', () => {
    expect(divide('1200', '7', 6)).toBe('171.428571')
    expect(divide('-1', '8', 2)).toBe('-0.13')
    expect(() => divide('1', '0.00', 2)).toThrow(RangeError)
  })

  it('compares by value, not by text', () => {
    expect(compare('1.0', '1')).toBe(0)
    expect(compare('-2', '-10')).toBe(1)
    expect(isZero('-0.00')).toBe(true)
  })

  it('trims what means nothing', () => {
    expect(trimmed('2.500')).toBe('2.5')
    expect(trimmed('007')).toBe('7')
    expect(trimmed('-0.0')).toBe('0')
    expect(trimmed('100')).toBe('100')
  })

  it('refuses what is not a decimal', () => {
    for (const text of ['', '1e5', '1,2', 'NaN', '.5']) expect(() => add(text, '1')).toThrow(RangeError)
  })

  it('keeps add and subtract inverse for many values', () => {
    for (let i = -500n; i < 500n; i += 7n) {
      const value = `${i * 977n}.${(i * i).toString().padStart(6, '0')}`
      expect(compare(subtract(add(value, '0.333'), '0.333'), value)).toBe(0)
    }
  })

  it('draws a ratio and survives an empty whole', () => {
    expect(ratio('25.00', '100')).toBe(0.25)
    expect(ratio('1', '0')).toBe(0)
  })
})
