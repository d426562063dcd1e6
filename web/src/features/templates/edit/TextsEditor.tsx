// The texts of a template of blocks, with a list of what they may name.
import { Plus, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { TemplateProblem } from '~/lib/api/templates'
import { Button, IconButton } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { Notice } from '~/ui/Notice'
import { TextArea } from '~/ui/TextField'
import type { Draft } from './draft'
import { type BlockText, inserted, isExtension, textsOf, withNewText, withoutBlock, withText } from './texts'
import { Variables } from './Variables'

const LABELS = { text: 'Text', heading: 'Heading' } as const

function problemOf(text: BlockText, problems: readonly TemplateProblem[]): string | undefined {
  const found = problems.find((one) => one.block === text.block && one.field === text.field)
  return found && (found.line ? `Line ${found.line}, column ${found.column}: ${found.problem}` : found.problem)
}

export function TextsEditor({ draft, problems }: { draft: Draft; problems: readonly TemplateProblem[] }) {
  const last = useRef<{ text: BlockText; area: HTMLTextAreaElement } | null>(null)
  const texts = textsOf(draft.content)
  if (isExtension(draft.content))
    return <Notice>This template only says what it changes of another one. Its texts are changed over the API.</Notice>

  function insert(what: string) {
    const at = last.current
    if (!at) return
    const { value, caret } = inserted(at.area.value, at.area.selectionStart, at.area.selectionEnd, what)
    draft.setContent(withText(draft.content, at.text, value))
    const area = at.area
    requestAnimationFrame(() => {
      area.focus()
      area.setSelectionRange(caret, caret)
    })
  }

  return (
    <div className="grid gap-6">
      {texts.length === 0 && (
        <EmptyState drawing="invoice" title="No text of your own yet">
          A text stands on every document of this template: thanks, a permit, how to reach you.
        </EmptyState>
      )}
      {texts.map((text) => (
        <div key={`${text.block} ${text.field}`} className="flex items-start gap-2">
          <TextArea
            className="min-w-0 flex-1"
            label={text.type === 'footer' ? 'Foot of each page' : `${LABELS[text.field]} (${text.block})`}
            rows={text.field === 'text' && text.type === 'text' ? 4 : 1}
            value={text.value}
            error={problemOf(text, problems)}
            onFocus={(event) => {
              last.current = { text, area: event.currentTarget }
            }}
            onChange={(value) => draft.setContent(withText(draft.content, text, value))}
          />
          {text.field === 'text' && text.type === 'text' && (
            <IconButton
              label={`Remove the text ${text.block}`}
              className="mt-7"
              onClick={() => draft.setContent(withoutBlock(draft.content, text.block))}
            >
              <Trash2 aria-hidden className="size-4" />
            </IconButton>
          )}
        </div>
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => draft.setContent(withNewText(draft.content))}
        >
          Add a text
        </Button>
      </div>
      {texts.length > 0 && <Variables onInsert={insert} />}
    </div>
  )
}
