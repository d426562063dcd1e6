import { describe, expect, it } from 'vitest'
import { everyPage } from './every-page'

describe('everyPage', () => {
  it('reads on until there is no page any more', async () => {
    const asked: (string | undefined)[] = []
    const all = await everyPage(async ({ cursor }) => {
      asked.push(cursor)
      return { data: [asked.length], next: asked.length < 3 ? `after ${asked.length}` : null }
    })
    expect(all).toEqual([1, 2, 3])
    expect(asked).toEqual([undefined, 'after 1', 'after 2'])
  })
})
