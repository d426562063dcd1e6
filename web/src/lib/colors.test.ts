import { describe, expect, it } from 'vitest'
import { readColor, writeColor } from './colors'

describe('readColor', () => {
  it.each([
    ['#b45309', '#B45309'],
    ['b45309', '#B45309'],
    ['#fa0', '#FFAA00'],
    ['rgb(180, 83, 9)', '#B45309'],
    ['rgb 180 83 9', '#B45309'],
    ['hsl(0, 100%, 50%)', '#FF0000'],
    ['hsl(120, 100%, 25%)', '#008000'],
    ['hsl(210deg 50% 40%)', '#336699'],
  ])('reads %s', (text, color) => expect(readColor(text)).toBe(color))

  it.each(['', 'red', '#12345', 'rgb(256, 0, 0)', 'hsl(0, 101%, 0%)', 'url(x)'])('refuses %s', (text) =>
    expect(readColor(text)).toBeNull(),
  )
})

describe('writeColor', () => {
  it.each(['#B45309', '#000000', '#FFFFFF', '#0F766E', '#336699', '#FF0000'])('gives %s back', (color) => {
    expect(readColor(writeColor(color, 'hex'))).toBe(color)
    expect(readColor(writeColor(color, 'rgb'))).toBe(color)
    const [near, own] = [readColor(writeColor(color, 'hsl')) ?? '', color].map((one) =>
      [1, 3, 5].map((at) => Number.parseInt(one.slice(at, at + 2), 16)),
    )
    expect(near?.every((one, at) => Math.abs(one - (own?.[at] ?? 0)) <= 4)).toBe(true)
  })
})
