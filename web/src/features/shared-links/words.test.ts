import { describe, expect, it } from 'vitest'
import type { SharedLink } from '~/lib/api/shared-links'
import { badgeOf, lifeOf } from './words'

const LINK: SharedLink = {
  id: '1',
  kind: 'preview',
  invoice_id: '2',
  number: 'D-1',
  client_name: 'Example Bakery',
  url: 'https://example.com/p/x',
  state: 'open',
  expires_at: '2026-03-01',
  created_at: '2026-02-01',
  created_by: 'Ada',
  revoked_at: null,
}
const said = (changes: Partial<SharedLink>) => lifeOf({ ...LINK, ...changes }, (instant) => instant)

describe('a shared link', () => {
  it('says until when it works, or why it does not', () => {
    expect(said({})).toBe('Works until 2026-03-01')
    expect(said({ state: 'expired' })).toBe('Expired 2026-03-01')
    expect(said({ state: 'revoked', revoked_at: '2026-02-03' })).toBe('Ended 2026-02-03')
    expect(said({ state: 'closed' })).toBe('The draft was issued')
    expect(said({ state: 'closed', kind: 'payment' })).toBe('Nothing is owed any more')
    expect(said({ state: 'used', kind: 'payment' })).toBe('It was for one payment, which was made')
    expect(said({ expires_at: null })).toBe('')
  })

  it('shows its state in a word', () => {
    expect(badgeOf({ ...LINK, state: 'revoked' })).toEqual({ tone: 'paused', text: 'Ended' })
  })
})
