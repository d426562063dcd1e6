import { describe, expect, it } from 'vitest'
import { type ClientDraft, draftOf, newDraft } from './draft'
import { differences, filledUp, joined } from './merge'

const base = newDraft({ country: 'DE', currency: 'EUR', language: 'en' })
const withProfile = (draft: ClientDraft, part: Partial<ClientDraft['profile']>): ClientDraft => ({
  ...draft,
  profile: { ...draft.profile, ...part },
})
const labels = (one: ClientDraft, other: ClientDraft) => differences(one, other).map((fact) => fact.label)

describe('a client that two people change', () => {
  it('names what differs', () => {
    expect(labels(base, base)).toEqual([])
    expect(labels(base, { ...withProfile(base, { phone: '030 1' }), reminders_paused: true })).toEqual([
      'Phone',
      'Reminders',
    ])
  })

  it('keeps the changes of both when they touched different values', () => {
    const mine = withProfile(base, { email: 'mine@example.com' })
    const theirs = { ...withProfile(base, { phone: '030 1' }), payment_terms_days: 30 }
    const both = joined(base, mine, theirs)
    expect(both.profile.email).toBe('mine@example.com')
    expect(both.profile.phone).toBe('030 1')
    expect(both.payment_terms_days).toBe(30)
  })

  it('starts with mine where both changed the same value', () => {
    const mine = withProfile(base, { tax_ids: [{ scheme: 'VAT', value: 'DE1' }] })
    const theirs = withProfile(base, { tax_ids: [{ scheme: 'VAT', value: 'DE2' }] })
    expect(joined(base, mine, theirs).profile.tax_ids).toEqual([{ scheme: 'VAT', value: 'DE1' }])
  })

  it('compares every field of a client', () => {
    const other: ClientDraft = {
      profile: {
        ...base.profile,
        name: 'a',
        trading_name: 'b',
        address: { ...base.profile.address, line2: 'c' },
        tax_ids: [{ scheme: 'd', value: 'e' }],
        registration_number: 'f',
        legal_form: 'm',
        identifiers: [{ scheme: '0088', value: 'n' }],
        endpoint: { scheme: '0088', value: 'o' },
        contact_name: 'g',
        email: 'h',
        phone: 'i',
        website: 'j',
      },
      kind: 'business',
      code: 'K',
      currency: 'USD',
      language: 'de',
      time_zone: 'Europe/Berlin',
      payment_terms_days: 0,
      early_discounts: [{ percent: '3', days: 7 }],
      shipping_address: { ...base.profile.address, line1: 'm' },
      order_format: 'PO-#',
      credit_limit: '5.00',
      custom: { region: 'n' },
      tags: ['o'],
      reminders_paused: true,
      notes: 'l',
    }
    expect(joined(base, other, base)).toEqual(other)
  })

  it('fills what is empty from the other side and overwrites nothing', () => {
    const one = withProfile(base, { name: 'One', phone: '' })
    const other = { ...withProfile(base, { name: 'Other', phone: '030 1' }), tags: ['vip'] }
    expect(filledUp(one, other)).toEqual({ ...withProfile(base, { name: 'One', phone: '030 1' }), tags: ['vip'] })
  })

  it('leaves out what the server keeps for itself', () => {
    const client = {
      ...base,
      id: '1',
      archived: false,
      merged_into: null,
      order_format_words: '',
      version: 3,
      created_at: '2026-01-01T00:00:00Z',
    }
    expect(draftOf(client)).toEqual(base)
  })
})
