import { expect, test } from 'vitest'
import type { DepositRecord } from '~/lib/api/types'
import { lastDayWords } from './words'

const deposit = { expires_on: null, is_refundable: true, advice: null } as DepositRecord

test('says until when a deposit can be used', () => {
  expect(lastDayWords(deposit, 'en')).toBe('No last day')
  expect(lastDayWords({ ...deposit, expires_on: '2026-05-01' }, 'en')).toMatch(/^Until .*2026$/)
  expect(lastDayWords({ ...deposit, is_refundable: false }, 'en')).toBe('No last day, not refundable')
})

test('says what to do once the day has passed', () => {
  const late = { ...deposit, expires_on: '2026-05-01' }
  expect(lastDayWords({ ...late, advice: 'refund' }, 'en')).toContain('give the rest back')
  expect(lastDayWords({ ...late, advice: 'forfeit' }, 'en')).toContain('can be forfeited')
})
