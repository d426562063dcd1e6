import { describe, expect, it } from 'vitest'
import { contrast, isColor, READABLE, readableOnWhite } from './contrast'

describe('contrast', () => {
  it('knows the ends of the scale', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21)
    expect(contrast('#B45309', '#b45309')).toBe(1)
    expect(contrast('#B45309', '#FFFFFF')).toBeCloseTo(5.02, 1)
  })

  it('darkens a color just until it can be read, and leaves a readable one alone', () => {
    expect(readableOnWhite('#B45309')).toBe('#B45309')
    const amber = readableOnWhite('#FBBF24')
    expect(contrast(amber, '#FFFFFF')).toBeGreaterThanOrEqual(READABLE)
    expect(contrast(amber, '#FFFFFF')).toBeLessThan(5)
  })

  it('takes six hexadecimal digits only', () => {
    expect(isColor('#1D4ED8')).toBe(true)
    expect(isColor('#fff')).toBe(false)
    expect(isColor('red')).toBe(false)
  })
})
