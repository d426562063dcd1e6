import { describe, expect, it } from 'vitest'
import { ahead, pauseWords, told } from './story'

const entry = (kind: string, data: Record<string, unknown> = {}) => ({
  id: '1',
  at: '2026-11-21T11:12:21Z',
  kind,
  actor_kind: 'user',
  actor_label: 'Ada',
  data,
})

describe('the story of an invoice', () => {
  it('tells what happened', () => {
    const data = { amount: '1240.00', currency: 'EUR' }
    expect(told(entry('invoice.payment_allocated', data), 'en-GB')?.text).toBe('1,240.00\u00a0EUR received')
  })

  it('leaves out what teaches nothing: steps that lay before the issue, and mail that is told once it went', () => {
    expect(told(entry('invoice.reminder_skipped', { reason: 'before_issue' }), 'en')).toBeNull()
    expect(told(entry('invoice.reminder_skipped', { reason: 'weekly_cap', step: 'due' }), 'en')).not.toBeNull()
    expect(told(entry('invoice.reminder_queued'), 'en')).toBeNull()
  })

  it('says why reminders wait', () => {
    expect(pauseWords('promise')).toBe('the client promised to pay')
    expect(pauseWords(null)).toBe('paused by hand')
  })

  it('keeps the steps to come in the order of their days', () => {
    const step = (at: string, state: 'planned' | 'sent') => ({ step: at, at, state, reason: '' })
    const plan = [step('3', 'planned'), step('1', 'sent'), step('2', 'planned')]
    expect(ahead(plan).map((one) => one.at)).toEqual(['2', '3'])
  })
})
