// What the code editor knows: the language, the names to complete, the look.
import { autocompletion, type Completion, closeBrackets, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { css } from '@codemirror/lang-css'
import { liquid } from '@codemirror/lang-liquid'
import { bracketMatching, defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import type { Extension, Text } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { TemplateProblem, TemplateVariables } from '~/lib/api/templates'

export type CodeLanguage = 'html' | 'css'

const LOOK = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'var(--color-surface)', color: 'var(--color-ink)' },
  '&.cm-focused': { outline: '2px solid var(--color-spark)' },
  '.cm-content': { fontFamily: 'var(--font-mono)', caretColor: 'var(--color-ink)' },
  '.cm-gutters': { backgroundColor: 'var(--color-sunken)', color: 'var(--color-muted)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--color-ink) 5%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--color-ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--color-spark) 25%, transparent)',
  },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--color-raised)',
    color: 'var(--color-ink)',
    border: '1px solid var(--color-line)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--color-spark)',
    color: 'var(--color-on-spark)',
  },
  '.cm-scroller': { minHeight: '22rem', maxHeight: '70dvh', overflow: 'auto' },
})

const COLORS = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword], color: 'var(--color-spark)' },
  { tag: [tags.tagName, tags.className, tags.propertyName], color: 'var(--color-info)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--color-good)' },
  { tag: [tags.comment], color: 'var(--color-muted)', fontStyle: 'italic' },
  { tag: [tags.variableName, tags.number, tags.unit], color: 'var(--color-ink)' },
  { tag: [tags.invalid], color: 'var(--color-late)' },
])

/** Completions of one level: "client" after "{{", "name" after "client.". */
export function completionsAt(known: TemplateVariables, path: readonly string[]): Completion[] {
  const before = path.length ? `${path.join('.')}.` : ''
  const found = new Map<string, Completion>()
  for (const one of known.data) {
    if (one.of || !one.name.startsWith(before)) continue
    const [label = '', ...more] = one.name.slice(before.length).split('.')
    if (more.length) found.set(label, { label, type: 'namespace' })
    else found.set(label, { label, type: 'variable', detail: one.example, info: one.about })
  }
  return [...found.values()]
}

function html(known: TemplateVariables): Extension {
  return liquid({
    variables: completionsAt(known, []),
    filters: known.filters.map((one) => ({ label: one.name, type: 'function', info: one.about, detail: one.example })),
    tags: [
      'if',
      'elsif',
      'else',
      'endif',
      'for',
      'endfor',
      'unless',
      'endunless',
      'case',
      'when',
      'endcase',
      'assign',
      'capture',
      'endcapture',
      'comment',
      'endcomment',
    ].map((label) => ({ label, type: 'keyword' })),
    properties: (path) => {
      const names = completionsAt(known, path)
      // A loop's own name stands for an item of some list.
      return names.length
        ? names
        : known.data.filter((one) => one.of).map((one) => ({ label: one.name, detail: one.of, info: one.about }))
    },
  })
}

export function extensions(language: CodeLanguage, label: string, known: TemplateVariables): Extension[] {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    autocompletion(),
    lintGutter(),
    EditorView.lineWrapping,
    syntaxHighlighting(COLORS),
    syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
    keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap, indentWithTab]),
    language === 'html' ? html(known) : css(),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': 'leave-editor',
      spellcheck: 'false',
      tabindex: '0',
    }),
    LOOK,
  ]
}

/** Problems as marks in the text; a place that is gone by now is at the end. */
export function diagnosticsOf(doc: Text, problems: readonly TemplateProblem[]): Diagnostic[] {
  return problems.map((problem) => {
    const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines))
    const from = Math.min(line.from + Math.max(problem.column - 1, 0), line.to)
    const word = /^[\w.@-]+/.exec(doc.sliceString(from, line.to))?.[0].length ?? 0
    return {
      from,
      to: Math.min(from + Math.max(word, 1), line.to),
      severity: problem.fatal ? 'error' : 'info',
      message: problem.problem,
    }
  })
}
