// The texts in a template of blocks: where they are, what they say, and the content with one of them said anew.
import type { TemplateContent } from '~/lib/api/templates'

export type BlockText = { block: string; field: 'heading' | 'text'; value: string; type: 'text' | 'footer' }

type Block = { id: string; type: string; options?: Record<string, unknown>; blocks?: Block[] }

const blocksOf = (content: TemplateContent) => (Array.isArray(content.blocks) ? (content.blocks as Block[]) : [])

/** Whether the content only says what it changes of another template, so that not all its texts are in it. */
export const isExtension = (content: TemplateContent) => 'extends' in content

export function textsOf(content: TemplateContent): BlockText[] {
  const visit = (blocks: readonly Block[]): BlockText[] =>
    blocks.flatMap((block) => {
      const say = (field: 'heading' | 'text', type: 'text' | 'footer'): BlockText => ({
        block: block.id,
        field,
        type,
        value: String(block.options?.[field] ?? ''),
      })
      const own =
        block.type === 'text'
          ? [say('heading', 'text'), say('text', 'text')]
          : block.type === 'footer'
            ? [say('text', 'footer')]
            : []
      return [...own, ...visit(block.blocks ?? [])]
    })
  return visit(blocksOf(content))
}

export function withText(
  content: TemplateContent,
  at: Pick<BlockText, 'block' | 'field'>,
  value: string,
): TemplateContent {
  const change = (blocks: readonly Block[]): Block[] =>
    blocks.map((block) => ({
      ...block,
      ...(block.id === at.block && { options: { ...block.options, [at.field]: value } }),
      ...(block.blocks && { blocks: change(block.blocks) }),
    }))
  return { ...content, blocks: change(blocksOf(content)) }
}

/** A new text at the end of the paper, before its foot. */
export function withNewText(content: TemplateContent): TemplateContent {
  const taken = new Set(ids(blocksOf(content)))
  let number = 1
  while (taken.has(`text-${number}`)) number += 1
  const block: Block = {
    id: `text-${number}`,
    type: 'text',
    options: { heading: '', text: 'Thank you, {{ client.name }}.' },
  }
  return { ...content, blocks: [...blocksOf(content), block] }
}

export function withoutBlock(content: TemplateContent, id: string): TemplateContent {
  const keep = (blocks: readonly Block[]): Block[] =>
    blocks
      .filter((block) => block.id !== id)
      .map((block) => (block.blocks ? { ...block, blocks: keep(block.blocks) } : block))
  return { ...content, blocks: keep(blocksOf(content)) }
}

function ids(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => [block.id, ...ids(block.blocks ?? [])])
}

/** The text with something put in place of what is selected, and where the caret stands then. */
export function inserted(value: string, from: number, to: number, what: string): { value: string; caret: number } {
  return { value: value.slice(0, from) + what + value.slice(to), caret: from + what.length }
}
