import { describe, expect, it } from 'vitest'
import { newStep, stepsWords, toldSteps, typedFor } from './early-steps'

describe('discounts for early payment while they are typed', () => {
  it('are told once percent and days are there', () => {
    expect(toldSteps([newStep(), { ...newStep(), percent: '3', days: null }])).toEqual([{ percent: '2', days: 10 }])
  })

  it('keep a step that is half typed, and give way to what comes from elsewhere', () => {
    const half = [newStep(), { ...newStep(), percent: null }]
    expect(typedFor([{ percent: '2', days: 10 }], half)).toBe(half)
    expect(toldSteps(typedFor([{ percent: '3', days: 7 }], half))).toEqual([{ percent: '3', days: 7 }])
    expect(typedFor([], half)).toEqual([])
  })

  it('are said in words', () => {
    const steps = [
      { percent: '3', days: 1 },
      { percent: '1.5', days: 14 },
    ]
    expect(stepsWords(steps, 'en')).toBe('3 % within 1 day, 1.5 % within 14 days')
  })
})
