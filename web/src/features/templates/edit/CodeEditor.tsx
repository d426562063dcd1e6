// A field for code: CodeMirror, its text kept here and told outside with each change.
import { setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type { TemplateProblem, TemplateVariables } from '~/lib/api/templates'
import { type CodeLanguage, diagnosticsOf, extensions } from './code'

export type CodeHandle = { insert: (text: string) => void }

type Props = {
  label: string
  language: CodeLanguage
  value: string
  known: TemplateVariables
  problems: readonly TemplateProblem[]
  onChange: (value: string) => void
  ref?: Ref<CodeHandle>
}

export function CodeEditor({ label, language, value, known, problems, onChange, ref }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const tell = useRef(onChange)
  tell.current = onChange
  const first = useRef(value)

  useEffect(() => {
    if (!place.current) return undefined
    const listen = EditorView.updateListener.of((update) => {
      if (update.docChanged) tell.current(update.state.doc.toString())
    })
    const state = EditorState.create({
      doc: first.current,
      extensions: [...extensions(language, label, known), listen],
    })
    const made = new EditorView({ state, parent: place.current })
    view.current = made
    return () => {
      first.current = made.state.doc.toString()
      made.destroy()
      view.current = null
    }
  }, [language, label, known])

  useEffect(() => {
    const now = view.current
    if (now) now.dispatch(setDiagnostics(now.state, diagnosticsOf(now.state.doc, problems)))
  }, [problems])

  useImperativeHandle(ref, () => ({
    insert(text) {
      const now = view.current
      if (!now) return
      now.dispatch(now.state.replaceSelection(text))
      now.focus()
    },
  }))

  return <div ref={place} className="overflow-hidden rounded-control border border-edge" />
}
