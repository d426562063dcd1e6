// The HTML and the CSS of a source template, with a list of what they may name.
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type TemplateProblem, templateVariablesOptions } from '~/lib/api/templates'
import { ErrorState } from '~/ui/ErrorState'
import { RowsSkeleton } from '~/ui/Skeleton'
import { Tabs } from '~/ui/Tabs'
import { CodeEditor, type CodeHandle } from './CodeEditor'
import type { Draft } from './draft'
import { Variables } from './Variables'

type Language = 'html' | 'css'

export function SourceEditor({ draft, problems }: { draft: Draft; problems: readonly TemplateProblem[] }) {
  const { data, error, refetch } = useQuery(templateVariablesOptions)
  const [open, setOpen] = useState<Language>('html')
  const editor = useRef<CodeHandle>(null)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={8} label="Loading the editor" />
  const code = (language: Language, label: string) => (
    <CodeEditor
      ref={editor}
      label={label}
      language={language}
      known={data}
      value={String(draft.content[language] ?? '')}
      problems={problems.filter((one) => one.field === language)}
      onChange={(value) => draft.setContent((now) => ({ ...now, [language]: value }))}
    />
  )
  return (
    <div className="grid gap-6">
      <div className="grid gap-3">
        <Tabs
          label="Source"
          selected={open}
          onSelect={(id) => setOpen(id === 'css' ? 'css' : 'html')}
          items={[
            { id: 'html', label: 'HTML', content: code('html', 'HTML and Liquid') },
            { id: 'css', label: 'CSS', content: code('css', 'CSS') },
          ]}
        />
        <p id="leave-editor" className="text-muted text-small">
          Tab indents. To leave the editor with the keyboard, press Escape, then Tab. Ctrl Space completes names.
        </p>
      </div>
      {open === 'html' && <Variables source onInsert={(text) => editor.current?.insert(text)} />}
    </div>
  )
}
