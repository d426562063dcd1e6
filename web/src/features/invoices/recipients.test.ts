import { describe, expect, it } from 'vitest'
import { readRecipients, usualRecipients } from './recipients'

const ada = { email: 'ada@example.com', role: 'billing', channel: 'email', receives_invoices: true } as const

describe('who gets an invoice', () => {
  it('is the client itself without contacts', () => {
    expect(usualRecipients([], 'office@example.com')).toEqual(['office@example.com'])
    expect(usualRecipients([], '')).toEqual([])
  })

  it('is the contacts that get invoices, in place of the client', () => {
    const cc = { ...ada, email: 'books@example.com', role: 'cc' } as const
    expect(usualRecipients([cc, ada], 'office@example.com')).toEqual(['ada@example.com', 'books@example.com'])
    expect(usualRecipients([{ ...ada, receives_invoices: false }], 'office@example.com')).toEqual([
      'office@example.com',
    ])
    expect(usualRecipients([{ ...ada, channel: 'phone' }], 'office@example.com')).toEqual(['office@example.com'])
  })

  it('stays the client where contacts only get a copy', () => {
    const cc = { ...ada, email: 'books@example.com', role: 'cc' } as const
    expect(usualRecipients([cc], 'office@example.com')).toEqual(['office@example.com', 'books@example.com'])
  })

  it('is read from what people type', () => {
    expect(readRecipients(' a@example.com; b@example.com,a@example.com ')).toEqual(['a@example.com', 'b@example.com'])
  })
})
