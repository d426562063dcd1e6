// What discount rules are called, and what each says in a line.
import type { DiscountRule } from '~/lib/api/discounts'
import { formatDate } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { formatDecimal } from '~/lib/money'

export const KINDS: Record<DiscountRule['kind'], string> = {
  volume: 'For a quantity',
  promo: 'Promotion',
  loyalty: 'Loyalty',
  contract: 'Contract',
  client: 'For a client',
}

type Tier = DiscountRule['tiers'][number]

function off(tier: Tier, currency: string, locale: string): string {
  if (tier.percent != null) return `${formatDecimal(tier.percent, locale)} % off`
  if (tier.unit_price != null) return `${formatDecimal(tier.unit_price, locale)} ${currency} each`
  return `${formatDecimal(tier.amount ?? '0', locale)} ${currency} off`
}

/** "5 % off from 10, 10 % off from 50". */
export function tiersInWords(rule: Pick<DiscountRule, 'tiers' | 'currency' | 'scope'>, locale: string): string {
  const currency = rule.currency ?? ''
  const unit = rule.scope === 'document' && currency !== '' ? ` ${currency}` : ''
  return rule.tiers
    .map((tier) => {
      const start = isZero(tier.start) ? '' : ` from ${formatDecimal(tier.start, locale)}${unit}`
      return `${off(tier, currency, locale)}${start}`
    })
    .join(', ')
}

/** Whom it is for, for which items and days, and what must be given. */
export function conditions(rule: DiscountRule, locale: string): string {
  const parts = [KINDS[rule.kind]]
  if (rule.code !== '') parts.push(`code ${rule.code}`)
  if (rule.client_names.length > 0) parts.push(rule.client_names.join(', '))
  if (rule.tags.length > 0) parts.push(`clients tagged ${rule.tags.join(', ')}`)
  if (rule.segment_names.length > 0) parts.push(`segment ${rule.segment_names.join(', ')}`)
  if (rule.skus.length > 0) parts.push(`items ${rule.skus.join(', ')}`)
  if (!isZero(rule.minimum)) parts.push(`at least ${formatDecimal(rule.minimum, locale)} ${rule.currency ?? ''}`)
  if (rule.since != null) parts.push(`from ${formatDate(rule.since, locale)}`)
  if (rule.until != null) parts.push(`until ${formatDate(rule.until, locale)}`)
  if (!rule.stackable) parts.push('stands alone')
  if (rule.most_uses_per_client !== null) parts.push(`${rule.most_uses_per_client} × for each client`)
  if (rule.most_uses !== null) parts.push(`used ${rule.used} of ${rule.most_uses}`)
  else if (rule.used > 0) parts.push(`used ${rule.used} ×`)
  return parts.join(' · ')
}

/** Whether its days are over, or have not begun. */
export function standing(rule: Pick<DiscountRule, 'since' | 'until'>, today: string): 'over' | 'coming' | 'holds' {
  if (rule.until != null && rule.until < today) return 'over'
  return rule.since != null && rule.since > today ? 'coming' : 'holds'
}
