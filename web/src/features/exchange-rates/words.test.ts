import { describe, expect, it } from 'vitest'
import type { RateSettings, RateStatus } from '~/lib/api/exchange-rates'
import { draftOf, requestOf, trouble } from './words'

const settings: RateSettings = { source: 'xe', refresh: 'daily', max_age_days: 7, key_hint: '••••1234', version: 3 }
const status: RateStatus = {
  source: 'ecb',
  newest_date: '2026-01-19',
  succeeded_at: '2026-01-19T15:20:00Z',
  failed_at: null,
  failures: 0,
  error_reason: '',
  error: '',
  next_at: null,
}

describe('the choice of a source', () => {
  it('keeps the key that was not typed again', () => {
    expect(requestOf(draftOf(settings)).credentials).toBeNull()
  })

  it('sends a typed key, and none to a source that wants none', () => {
    const typed = { ...draftOf(settings), account: 'example_account', key: 'example_key' }
    expect(requestOf(typed).credentials).toEqual({ account_id: 'example_account', key: 'example_key' })
    expect(requestOf({ ...typed, source: 'ecb' as const }).credentials).toBeNull()
  })

  it('lets the server refuse days that are no number', () => {
    expect(requestOf({ ...draftOf(settings), days: 'a week' }).max_age_days).toBe(0)
    expect(requestOf({ ...draftOf(settings), days: '30' }).max_age_days).toBe(30)
  })
})

describe('the state of a source', () => {
  it('says nothing while all is well', () => {
    expect(trouble({ ...status, failed_at: '2026-01-18T15:20:00Z', error_reason: 'limit' })).toBeNull()
  })

  it('says what to do about each failure', () => {
    const failed = { ...status, failures: 2 }
    expect(trouble({ ...failed, error_reason: 'refused' })).toContain('Check the key')
    expect(trouble({ ...failed, error_reason: 'something new' })).toContain('did not answer')
  })
})
