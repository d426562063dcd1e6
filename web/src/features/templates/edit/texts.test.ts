import { describe, expect, test } from 'vitest'
import { inserted, isExtension, textsOf, withNewText, withoutBlock, withText } from './texts'

const content = {
  blocks: [
    { id: 'lines', type: 'lines', options: {} },
    { id: 'pair', type: 'columns', blocks: [{ id: 'own', type: 'text', options: { heading: '', text: 'Hello' } }] },
    { id: 'foot', type: 'footer', options: { text: 'Bye' } },
  ],
}

describe('texts of a template', () => {
  test('are found wherever they stand', () => {
    expect(textsOf(content).map((one) => [one.block, one.field, one.value])).toEqual([
      ['own', 'heading', ''],
      ['own', 'text', 'Hello'],
      ['foot', 'text', 'Bye'],
    ])
  })

  test('are changed without touching the rest', () => {
    const changed = withText(content, { block: 'own', field: 'text' }, 'Hi')
    expect(textsOf(changed)[1]?.value).toBe('Hi')
    expect(textsOf(content)[1]?.value).toBe('Hello')
    expect((changed.blocks as { id: string }[]).map((one) => one.id)).toEqual(['lines', 'pair', 'foot'])
  })

  test('a new one gets an id of its own, and can be taken out', () => {
    const more = withNewText(withNewText(content))
    const added = textsOf(more).filter((one) => one.field === 'text' && one.block.startsWith('text-'))
    expect(added.map((one) => one.block)).toEqual(['text-1', 'text-2'])
    expect(textsOf(withoutBlock(withoutBlock(more, 'text-1'), 'own')).map((one) => one.block)).toEqual([
      'foot',
      'text-2',
      'text-2',
    ])
  })

  test('an extension is told from a whole template', () => {
    expect(isExtension({ extends: 'classic', changes: [] })).toBe(true)
    expect(isExtension(content)).toBe(false)
  })

  test('a name is put in place of what is selected', () => {
    expect(inserted('Dear X,', 5, 6, '{{ client.name }}')).toEqual({ value: 'Dear {{ client.name }},', caret: 22 })
  })
})
