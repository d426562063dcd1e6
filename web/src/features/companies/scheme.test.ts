import { describe, expect, it } from 'vitest'
import type { Series } from '~/lib/api/series'
import { isSameLook, requestOf, showing, wishOf } from './scheme'

const scheme = {
  prefix: 'INV',
  separator: '-' as const,
  shown: ['year' as const],
  padding: 4,
  start: 1,
  reset: 'yearly' as const,
  per_client: false,
}
const series: Series = {
  id: 's',
  company_id: 'c',
  company_name: 'Example',
  kind: 'invoice',
  name: '',
  is_default: true,
  pattern: 'INV-{year}-{seq:4}',
  reset: 'yearly',
  start: 7,
  per_client: false,
  year_start: 4,
  scheme,
  next_number: 'INV-2026-0007',
  left: 9992,
  version: 1,
}

describe('the parts of a number', () => {
  it('stand in one order, with one kind of year', () => {
    expect(showing(['year'], 'client', true)).toEqual(['client', 'year'])
    expect(showing(['year', 'month'], 'short_year', true)).toEqual(['short_year', 'month'])
    expect(showing(['client', 'year'], 'year', false)).toEqual(['client'])
  })

  it('come from the series and go back with its settings', () => {
    const wish = wishOf(series)
    expect(wish.by).toBe('parts')
    expect(requestOf(wish, 's')).toEqual({ series_id: 's', year_start: 4, scheme: { ...scheme, start: 7 } })
  })

  it('give way to the pattern where a form cannot show them', () => {
    const wish = wishOf({ ...series, scheme: null, pattern: 'FV/{seq}/{year}' })
    expect(wish.by).toBe('pattern')
    expect(requestOf(wish, 's').pattern).toBe('FV/{seq}/{year}')
  })

  it('send a first number that is none, so that the server says why it is refused', () => {
    expect(requestOf({ ...wishOf(series), start: 'x' }, 's').scheme?.start).toBe(0)
  })

  it('look alike whatever the prefix', () => {
    expect(isSameLook(scheme, { ...scheme, prefix: 'CN' })).toBe(true)
    expect(isSameLook(scheme, { ...scheme, reset: 'never' })).toBe(false)
  })
})
