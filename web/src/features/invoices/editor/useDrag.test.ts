import { describe, expect, it } from 'vitest'
import { moveLineTo } from './changes'
import { emptyForm, newLine } from './model'
import { placeAt } from './useDrag'

const ROWS = [0, 1, 2, 3].map((at) => ({ top: at * 80, height: 80 }))

describe('placeAt', () => {
  it('takes a neighbour’s place past its middle, and stays before', () => {
    expect(placeAt(ROWS, 1, 199)).toBe(1)
    expect(placeAt(ROWS, 1, 201)).toBe(2)
    expect(placeAt(ROWS, 1, 41)).toBe(1)
    expect(placeAt(ROWS, 1, 39)).toBe(0)
  })

  it('goes over several at once, and no further than the ends', () => {
    expect(placeAt(ROWS, 0, 5000)).toBe(3)
    expect(placeAt(ROWS, 3, -5000)).toBe(0)
  })
})

describe('moveLineTo', () => {
  const form = { ...emptyForm('k'), lines: ['a', 'b', 'c'].map((key) => ({ ...newLine(), key })) }
  const order = (place: number) =>
    moveLineTo(
      'a',
      place,
    )(form)
      .lines.map((line) => line.key)
      .join('')

  it('puts the line there and keeps the others in order', () => {
    expect([order(1), order(2), order(99)]).toEqual(['bac', 'bca', 'bca'])
    expect(moveLineTo('a', 0)(form)).toBe(form)
  })
})
