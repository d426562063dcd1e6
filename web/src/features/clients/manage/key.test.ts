import { describe, expect, it } from 'vitest'
import { keyFrom } from './key'

describe('the key of a field', () => {
  it('is made from its label', () => {
    expect(keyFrom('Client since')).toBe('client_since')
    expect(keyFrom('Région / área')).toBe('region_area')
    expect(keyFrom('2nd manager')).toBe('field_2nd_manager')
    expect(keyFrom('地域')).toBe('field')
    expect(keyFrom('x'.repeat(60))).toHaveLength(40)
  })
})
