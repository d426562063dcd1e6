import { describe, expect, it } from 'vitest'
import { addedLine } from './AmendLines'

describe('a line that is added to an amendment', () => {
  it('begins as one of what was sold last, taxed like it', () => {
    const lines = [
      { key: '0', line: { kind: 'item' as const, description: 'Design', unit: 'h', tax: 'reduced' } },
      { key: '1', line: { kind: 'text' as const, description: 'Thank you' } },
    ]
    expect(addedLine(lines, '2').line).toEqual({
      kind: 'item',
      description: '',
      quantity: '1',
      unit: 'h',
      tax: 'reduced',
    })
  })
  it('is taxed as usual where there was none', () => {
    expect(addedLine([], '0').line.tax).toBe('standard')
  })
})
