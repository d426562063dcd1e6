import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src/ui/tokens.css', 'utf8')
const COLOR = /--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g
const tokens = new Map(
  [...css.matchAll(COLOR)].map(([, name, light, dark]) => [name as string, [light, dark] as [string, string]]),
)

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(text: string, ground: string, scheme: 0 | 1): number {
  const a = luminance(tokens.get(text)?.[scheme] ?? '#000000')
  const b = luminance(tokens.get(ground)?.[scheme] ?? '#000000')
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const TEXT_PAIRS = [
  ...['bg', 'surface', 'raised', 'sunken'].flatMap((ground) =>
    ['ink', 'muted', 'spark', 'late', 'good', 'info'].map((text) => [text, ground]),
  ),
  ['on-spark', 'spark'],
  ['on-spark', 'spark-strong'],
  ['on-late', 'late'],
  ['bg', 'ink'],
  ...['spark', 'good', 'late', 'info'].map((name) => [name, `${name}-wash`]),
  ...['spark', 'good', 'late', 'info'].flatMap((name) => [
    ['ink', `${name}-wash`],
    ['muted', `${name}-wash`],
  ]),
] as [string, string][]

describe('tokens', () => {
  it.each(TEXT_PAIRS)('%s on %s is readable in light and dark', (text, ground) => {
    expect(contrast(text, ground, 0)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(text, ground, 1)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['bg', 'surface', 'raised'])('the edge of a field is visible on %s', (ground) => {
    expect(contrast('edge', ground, 0)).toBeGreaterThanOrEqual(3)
    expect(contrast('edge', ground, 1)).toBeGreaterThanOrEqual(3)
  })
})
