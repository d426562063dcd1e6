import { describe, expect, it } from 'vitest'
import { ahead, stepWords, told } from './story'

const entry = (kind: string, data: Record<string, unknown> = {}) => ({
  id: '1',
  at: '2026-11-21T11:12:21Z',
  kind,
  actor_kind: 'user',
  actor_label: 'Ada',
  data,
})

describe('the story of an invoice', () => {
  it('tells deliveries with their recipient and what went wrong', () => {
    const data = { kind: 'reminder', recipient: 'tom@example.com', error: '550 no such mailbox' }
    expect(told(entry('invoice.delivery_failed', data), 'en-GB')).toEqual({
      text: 'Reminder could not be sent to tom@example.com',
      detail: '550 no such mailbox',
      tone: 'late',
    })
  })

  it('tells money in the reader’s digits', () => {
    const data = { amount: '1240.00', currency: 'EUR' }
    expect(told(entry('invoice.payment_allocated', data), 'en-GB')?.text).toBe('1,240.00\u00a0EUR received')
  })

  it('leaves out what teaches nothing: steps that lay before the issue, and mail that is told once it went', () => {
    expect(told(entry('invoice.reminder_skipped', { reason: 'before_issue' }), 'en')).toBeNull()
    expect(told(entry('invoice.reminder_queued'), 'en')).toBeNull()
  })

  it('still tells a fact it has never heard of', () => {
    expect(told(entry('invoice.something_new'), 'en')).toEqual({ text: 'Something new' })
  })

  it('names steps by their day', () => {
    expect(stepWords('before_1')).toBe('1 day before it is due')
    expect(stepWords('after_14')).toBe('14 days after it was due')
    expect(stepWords('due')).toBe('on the day it is due')
    expect(stepWords('last_call')).toBe('last call')
  })

  it('keeps the steps to come in the order of their days', () => {
    const step = (at: string, state: 'planned' | 'sent') => ({ step: at, at, state, reason: '' })
    expect(ahead([step('3', 'planned'), step('1', 'sent'), step('2', 'planned')]).map((one) => one.at)).toEqual([
      '2',
      '3',
    ])
  })
})
