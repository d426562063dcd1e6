import { describe, expect, it } from 'vitest'
import { added, dayInWords } from './draft'

describe('the steps of reminders', () => {
  it('tell their day in words', () => {
    expect(dayInWords(-7)).toBe('7 days before the due date')
    expect(dayInWords(-1)).toBe('1 day before the due date')
    expect(dayInWords(0)).toBe('On the due date')
    expect(dayInWords(30)).toBe('30 days after the due date')
  })

  it('are added after the last one, each with a key of its own', () => {
    const one = added([])
    expect(one.map((step) => step.offset_days)).toEqual([3])
    const moved = one.map((step) => ({ ...step, offset_days: -11 }))
    const two = added(moved)
    expect(two.map((step) => step.offset_days)).toEqual([-11, 14])
    const clash = added([{ ...(two[1] as (typeof two)[number]), offset_days: 0 }])
    expect(new Set(clash.map((step) => step.key)).size).toBe(2)
  })
})
