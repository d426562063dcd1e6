import { describe, expect, it } from 'vitest'
import { getsWords } from './words'

const contact = { role: 'billing', channel: 'email', receives_invoices: true, receives_reminders: true } as const

describe('what a contact gets', () => {
  it('follows its switches, role and channel', () => {
    expect(getsWords(contact)).toBe('Gets invoices and reminders.')
    expect(getsWords({ ...contact, role: 'cc', receives_reminders: false })).toBe('Gets copies of invoices.')
    expect(getsWords({ ...contact, role: 'escalation', receives_invoices: false })).toBe('Gets firm reminders.')
    expect(getsWords({ ...contact, receives_invoices: false, receives_reminders: false })).toBe(
      'Gets no mail by itself.',
    )
    expect(getsWords({ ...contact, channel: 'phone' })).toBe('Wants to be called; gets no mail.')
  })
})
