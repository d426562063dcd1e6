import { describe, expect, it } from 'vitest'
import type { Company } from '~/lib/api/types'
import { draftOf, newDraft, requestOf } from './draft'

const draft = newDraft({ name: 'Example Studio', country: 'DE', currency: 'EUR', language: 'en' })

describe('a company while it is typed', () => {
  it('has no bank account until something is typed into it', () => {
    expect(requestOf(draft).bank_account).toBeNull()
    const typed = { ...draft, bank_account: { ...draft.bank_account, iban: 'DE89' } }
    expect(requestOf(typed).bank_account?.iban).toBe('DE89')
  })

  it('leaves out what the server keeps for itself', () => {
    const own = { id: '1', logo_url: null, archived: false, version: 3, created_at: '2026-01-01T00:00:00Z' }
    const company: Company = { ...draft, ...own, bank_account: null }
    expect(draftOf(company)).toEqual(draft)
  })
})
