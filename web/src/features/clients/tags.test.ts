import { describe, expect, it } from 'vitest'
import { splitTags } from './tags'

describe('tags', () => {
  it('stand between commas, each once', () => {
    expect(splitTags(' vip, retail,,vip , big client')).toEqual(['vip', 'retail', 'big client'])
    expect(splitTags('')).toEqual([])
  })
})
