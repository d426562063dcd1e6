import { describe, expect, it } from 'vitest'
import type { Company } from '~/lib/api/types'
import { draftOf, newAccount, newDraft, requestOf, withAccount, withDefault } from './draft'

const draft = newDraft({ name: 'Example Studio', country: 'DE', currency: 'EUR', language: 'en' })

describe('a company while it is typed', () => {
  it('has no bank account until something is typed into it', () => {
    expect(requestOf(draft).bank_accounts).toEqual([])
    const typed = { ...draft, bank_accounts: [newAccount(), { ...newAccount(), iban: 'DE89' }] }
    const sent = requestOf(typed).bank_accounts ?? []
    expect(sent.map((one) => one.iban)).toEqual(['DE89'])
    expect(sent[0]).not.toHaveProperty('key')
  })

  it('has one default account for each currency', () => {
    const euro = { ...newAccount(), currency: 'EUR' }
    const [first, second, other] = [
      { ...euro, key: 'a', is_default: true },
      { ...euro, key: 'b' },
      { ...newAccount(), key: 'c', is_default: true },
    ]
    const next = withDefault([first, second, other], 'b')
    expect(next.map((one) => one.is_default)).toEqual([false, true, true])
    expect(withAccount(next, 'c', { currency: 'EUR' }).map((one) => one.is_default)).toEqual([false, true, false])
  })

  it('leaves out what the server keeps for itself', () => {
    const own = {
      id: '1',
      brand_color: '#B45309',
      logo_url: null,
      archived: false,
      version: 3,
      created_at: '2026-01-01T00:00:00Z',
    }
    const company: Company = { ...draft, ...own, bank_accounts: [], addresses: [] }
    expect(draftOf(company)).toEqual({ ...draft, bank_accounts: [], addresses: [] })
  })
})
