// How a shared link stands, in words and color.
import type { SharedLink } from '~/lib/api/shared-links'
import type { Tone } from '~/ui/StatusBadge'

export const KINDS = [
  { value: '', label: 'Every kind' },
  { value: 'preview', label: 'Previews of drafts' },
  { value: 'payment', label: 'Payment links' },
]

export const STATES = [
  { value: '', label: 'Every state' },
  { value: 'open', label: 'Works' },
  { value: 'expired', label: 'Expired' },
  { value: 'used', label: 'Used' },
  { value: 'closed', label: 'Closed' },
  { value: 'revoked', label: 'Ended' },
]

const BADGES: Record<SharedLink['state'], { tone: Tone; text: string }> = {
  open: { tone: 'paid', text: 'Works' },
  expired: { tone: 'paused', text: 'Expired' },
  used: { tone: 'paused', text: 'Used' },
  closed: { tone: 'paused', text: 'Closed' },
  revoked: { tone: 'paused', text: 'Ended' },
}

export function badgeOf(link: SharedLink): { tone: Tone; text: string } {
  return BADGES[link.state]
}

/** Why a link does not work any more, or until when it does. */
export function lifeOf(link: SharedLink, at: (instant: string) => string): string {
  if (link.state === 'revoked') return `Ended ${at(link.revoked_at ?? link.created_at)}`
  if (link.state === 'used') return 'It was for one payment, which was made'
  if (link.state === 'closed') return link.kind === 'preview' ? 'The draft was issued' : 'Nothing is owed any more'
  if (!link.expires_at) return ''
  return link.state === 'expired' ? `Expired ${at(link.expires_at)}` : `Works until ${at(link.expires_at)}`
}

export const kindInWords = (link: SharedLink) => (link.kind === 'preview' ? 'Preview of draft' : 'Payment link for')
