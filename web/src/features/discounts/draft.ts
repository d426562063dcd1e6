// A discount rule as it is typed.
import type { DiscountRule, DiscountRuleIn, DiscountTier } from '~/lib/api/discounts'
import type { Decimal } from '~/lib/decimal'

export type By = 'percent' | 'amount' | 'unit_price'
export type TierDraft = { key: string; start: Decimal | null; by: By; value: Decimal | null }

export type Draft = {
  name: string
  kind: DiscountRule['kind']
  reason: string
  scope: DiscountRule['scope']
  tiers: readonly TierDraft[]
  graduated: boolean
  currency: string
  since: string | null
  until: string | null
  code: string
  skus: string
  clients: readonly { id: string; name: string }[]
  tags: string
  segments: readonly string[]
  mostUses: Decimal | null
  mostUsesPerClient: Decimal | null
  minimum: Decimal | null
  stackable: boolean
}

let count = 0

export function newTier(): TierDraft {
  count += 1
  return { key: `tier-${count}`, start: null, by: 'percent', value: null }
}

export function emptyDraft(): Draft {
  return {
    name: '',
    kind: 'volume',
    reason: '',
    scope: 'line',
    tiers: [newTier()],
    graduated: false,
    currency: '',
    since: null,
    until: null,
    code: '',
    skus: '',
    clients: [],
    tags: '',
    segments: [],
    mostUses: null,
    mostUsesPerClient: null,
    minimum: null,
    stackable: true,
  }
}

function tierDraft({ start, percent, amount, unit_price }: DiscountRule['tiers'][number]): TierDraft {
  const by: By = percent != null ? 'percent' : amount != null ? 'amount' : 'unit_price'
  return { ...newTier(), start: start === '0' ? null : start, by, value: percent ?? amount ?? unit_price ?? null }
}

export function draftOf(rule: DiscountRule): Draft {
  const { name, kind, reason, scope, graduated, code, stackable } = rule
  return {
    name,
    kind,
    reason,
    scope,
    graduated,
    code,
    stackable,
    tiers: rule.tiers.map(tierDraft),
    currency: rule.currency ?? '',
    since: rule.since ?? null,
    until: rule.until ?? null,
    skus: rule.skus.join(', '),
    clients: rule.client_ids.map((id, at) => ({ id, name: rule.client_names[at] ?? '' })),
    tags: rule.tags.join(', '),
    segments: rule.segment_ids,
    mostUses: rule.most_uses === null ? null : String(rule.most_uses),
    mostUsesPerClient: rule.most_uses_per_client === null ? null : String(rule.most_uses_per_client),
    minimum: rule.minimum === '0' ? null : rule.minimum,
  }
}

const words = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

function tierIn({ start, by, value }: TierDraft): DiscountTier {
  return { start: start ?? '0', [by]: value ?? '0' }
}

export function ruleIn(draft: Draft): DiscountRuleIn {
  const { tiers, clients, skus, tags, segments, mostUses, mostUsesPerClient, minimum, currency, ...same } = draft
  return {
    ...same,
    graduated: same.graduated && same.scope === 'line',
    currency: currency === '' ? null : currency,
    tiers: tiers.map(tierIn),
    client_ids: clients.map((client) => client.id),
    skus: words(skus),
    tags: words(tags),
    segment_ids: [...segments],
    most_uses: mostUses === null ? null : Number(mostUses),
    most_uses_per_client: mostUsesPerClient === null ? null : Number(mostUsesPerClient),
    minimum: minimum ?? '0',
  }
}

/** Whether something in it is money, so that it needs a currency. */
export function namesMoney({ scope, tiers, minimum }: Draft): boolean {
  return (
    minimum !== null || tiers.some((tier) => tier.by !== 'percent' || (scope === 'document' && tier.start !== null))
  )
}
