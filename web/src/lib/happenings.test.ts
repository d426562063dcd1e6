import { describe, expect, it } from 'vitest'
import { inWords, stepInWords } from './happenings'

const fact = (kind: string, data: Record<string, unknown> = {}, actor_kind = 'user') => ({
  kind,
  actor_kind,
  actor_label: 'Maya',
  data,
})

describe('what happened', () => {
  it('is a whole sentence with the amount and the day', () => {
    const data = { amount_due: '1240.00', currency: 'EUR', due_date: '2026-03-12' }
    expect(inWords(fact('invoice.issued', data), 'en-US').text).toBe('Issued for 1,240.00\u00a0EUR, due Mar 12, 2026')
  })

  it('names the person, but not the machine', () => {
    expect(inWords(fact('invoice.drafted'), 'en-US').text).toBe('Maya began a draft')
    expect(inWords(fact('invoice.drafted', {}, 'system'), 'en-US').text).toBe('A draft was begun')
  })

  it('says why a reminder was left out', () => {
    const told = inWords(fact('invoice.reminder_skipped', { step: 'after_3', reason: 'weekly_cap' }), 'en-US')
    expect(told.text).toBe('The reminder 3 days after it was due was left out')
    expect(told.detail).toBe('the client had enough reminders that week')
  })

  it('says what a mail about a locked invoice showed', () => {
    const sent = { kind: 'reminder', recipient: 'a@example.com', locked: false, discreet: true }
    expect(inWords(fact('invoice.delivery_sent', sent), 'en-US').detail).toMatch(/^Without PDF, amount and links/)
    const open = inWords(fact('invoice.delivery_sent', { ...sent, discreet: false }), 'en-US')
    expect(open).toEqual({ text: 'A reminder went out to a@example.com', tone: 'plain', detail: undefined })
  })

  it('keeps the name of a kind it has no words for', () => {
    expect(inWords(fact('invoice.credit_noted'), 'en-US').text).toBe('invoice credit noted')
  })
})

describe('a step of the reminders', () => {
  it('is told by its day, or by the name somebody gave it', () => {
    expect(stepInWords('before_1')).toBe('1 day before it is due')
    expect(stepInWords('after_14')).toBe('14 days after it was due')
    expect(stepInWords('due')).toBe('on the due date')
    expect(stepInWords('friendly_call')).toBe('friendly call')
  })
})
