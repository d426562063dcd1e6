import { describe, expect, it } from 'vitest'
import { fieldErrors, Problem, pathOf, problemFrom, sentenceOf } from './problem'

const BODY = {
  type: 'https://duespark.example.com/problems/request.invalid',
  title: 'Invalid request',
  status: 422,
  detail: '2 fields are wrong.',
  code: 'request.invalid',
  errors: [
    { detail: 'must be positive', pointer: '#/lines/0/unit_price' },
    { detail: 'second complaint', pointer: '#/lines/0/unit_price' },
    { detail: 'unknown currency', pointer: '#/currency' },
  ],
}

describe('problem', () => {
  it('puts the first sentence on each field', () => {
    expect(fieldErrors(problemFrom(422, BODY))).toEqual({
      'lines.0.unit_price': 'must be positive',
      currency: 'unknown currency',
    })
  })

  it('survives an answer that is not a problem', () => {
    const problem = problemFrom(502, null)
    expect(problem.code).toBe('http.502')
    expect(sentenceOf(problem)).toContain('Try again')
    expect(problemFrom(500, { errors: [null, 7] }).errors).toEqual([])
  })

  it('unescapes pointers', () => {
    expect(pathOf('#/a~1b/c~0d/e%20f')).toBe('a/b.c~d.e f')
  })

  it('knows when nobody answered', () => {
    expect(new Problem({ status: 0, code: 'offline', title: '', detail: '' }).isOffline).toBe(true)
    expect(fieldErrors(new Error('x'))).toEqual({})
  })
})
