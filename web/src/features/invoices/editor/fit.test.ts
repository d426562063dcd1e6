import { describe, expect, it } from 'vitest'
import { leftOut, tooWide } from './fit'

const LINES = [
  { kind: 'item', description: 'Design' },
  { kind: 'item', description: ' ' },
]
const NOTHING = { overflow: [], problems: [], document: { lines: LINES } }

describe('what does not fit on the page', () => {
  it('names the part and the line that needs the most room', () => {
    expect(tooWide({ ...NOTHING, overflow: [{ block: 'lines', line: 1 }] })).toEqual([
      'The table of lines is wider than the page: line 1, “Design”, needs the most room.',
    ])
    expect(tooWide({ ...NOTHING, overflow: [{ block: 'lines', line: 2 }] })).toEqual([
      'The table of lines is wider than the page: line 2 needs the most room.',
    ])
    const grouped = { lines: [{ kind: 'heading', description: 'May' }, ...LINES] }
    expect(tooWide({ ...NOTHING, document: grouped, overflow: [{ block: 'lines', line: 3 }] })).toEqual([
      'The table of lines is wider than the page: row 3 of the table needs the most room.',
    ])
    expect(tooWide({ ...NOTHING, overflow: [{ block: 'stamp', line: null }] })).toEqual([
      'The part “stamp” of the template is wider than the page.',
    ])
  })

  it('says once what is left out', () => {
    const problem = { block: 'terms', line: 1, column: 3, problem: 'There is no name x.' }
    expect(leftOut({ ...NOTHING, problems: [problem, problem] })).toEqual([
      'The terms: a text is left out. There is no name x.',
    ])
    expect(leftOut({ ...NOTHING, problems: [{ ...problem, block: '' }] })).toEqual(['There is no name x.'])
    expect([...leftOut(NOTHING), ...tooWide(NOTHING)]).toEqual([])
  })
})
