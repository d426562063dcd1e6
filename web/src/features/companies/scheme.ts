// A number's parts as the form holds them, and back to what the API takes.
import type { NumberScheme, Series, SeriesWish } from '~/lib/api/series'

export type Wish = {
  /** Whether the parts count, or the pattern as it was typed. */
  by: 'parts' | 'pattern'
  parts: NumberScheme
  pattern: string
  reset: NumberScheme['reset']
  perClient: boolean
  start: string
  yearStart: string
}

type Shown = NumberScheme['shown'][number]
const ORDER: readonly Shown[] = ['client', 'year', 'short_year', 'quarter', 'month']
const PLAIN: NumberScheme = {
  prefix: '',
  separator: '-',
  shown: [],
  padding: 4,
  start: 1,
  reset: 'never',
  per_client: false,
}

/** What is shown, in the order of the form, with this one in or out; a year is long or short, not both. */
export function showing(shown: readonly Shown[], one: Shown, on: boolean): Shown[] {
  const twin = one === 'year' ? 'short_year' : one === 'short_year' ? 'year' : null
  const rest = shown.filter((each) => each !== one && !(on && each === twin))
  return ORDER.filter((each) => rest.includes(each) || (on && each === one))
}

const inOrder = (shown: readonly Shown[]) => ORDER.filter((each) => shown.includes(each)).join() === shown.join()

export function wishOf(series: Series): Wish {
  const hasParts = series.scheme !== null && inOrder(series.scheme.shown)
  return {
    by: hasParts ? 'parts' : 'pattern',
    parts: series.scheme ?? PLAIN,
    pattern: series.pattern,
    reset: series.reset,
    perClient: series.per_client,
    start: String(series.start),
    yearStart: String(series.year_start),
  }
}

/** Takes over a ready-made scheme, but keeps where counting begins. */
export function chosen(wish: Wish, scheme: NumberScheme): Wish {
  return { ...wish, by: 'parts', parts: scheme, reset: scheme.reset, perClient: scheme.per_client }
}

/** Whether two schemes make numbers of one look; prefix and first number are a company's own. */
export function isSameLook(one: NumberScheme, other: NumberScheme): boolean {
  const look = ({ shown, reset, per_client }: NumberScheme) => `${shown.join()} ${reset} ${per_client}`
  return look(one) === look(other)
}

export function requestOf(wish: Wish, seriesId: string): SeriesWish {
  const start = /^\d+$/.test(wish.start.trim()) ? Number(wish.start) : 0
  const shared = { series_id: seriesId, year_start: Number(wish.yearStart) }
  if (wish.by === 'pattern')
    return { ...shared, pattern: wish.pattern, reset: wish.reset, start, per_client: wish.perClient }
  return { ...shared, scheme: { ...wish.parts, start, reset: wish.reset, per_client: wish.perClient } }
}
