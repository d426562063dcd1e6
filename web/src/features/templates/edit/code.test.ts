import { Text } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import type { TemplateProblem, TemplateVariables } from '~/lib/api/templates'
import { completionsAt, diagnosticsOf } from './code'

const name = (name: string, of = '') => ({
  name,
  of,
  sort: 'text' as const,
  about: '',
  insert: '',
  example: '',
  only_in_source: false,
})
const known: TemplateVariables = {
  data: [name('client.name'), name('client.email'), name('total'), name('sku', 'line_items')],
  filters: [],
}

function problem(line: number, column: number, fatal = true): TemplateProblem {
  return { block: '', field: 'html', line, column, problem: 'x', fatal }
}

describe('completions', () => {
  test('offer one level at a time', () => {
    expect(completionsAt(known, []).map((one) => one.label)).toEqual(['client', 'total'])
    expect(completionsAt(known, ['client']).map((one) => one.label)).toEqual(['name', 'email'])
    expect(completionsAt(known, ['line'])).toEqual([])
  })
})

describe('marks', () => {
  const doc = Text.of(['<p>', '{{ clint.name }}'])

  test('stand under the word', () => {
    const [mark] = diagnosticsOf(doc, [problem(2, 4)])
    expect(doc.sliceString(mark?.from ?? 0, mark?.to)).toBe('clint.name')
  })

  test('stay inside the text when their place is gone', () => {
    const [mark] = diagnosticsOf(doc, [problem(9, 99, false)])
    expect([mark?.to, mark?.severity]).toEqual([doc.length, 'info'])
    expect(diagnosticsOf(Text.of(['']), [problem(0, 0)])[0]?.from).toBe(0)
  })
})
