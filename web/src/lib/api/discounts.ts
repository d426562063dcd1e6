// Discount rules of the organization.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type DiscountRule = Schemas['DiscountRuleOut']
export type DiscountRuleIn = Schemas['DiscountRuleIn']
export type DiscountTier = Schemas['DiscountTier-Input']
export type RuleOutcome = Schemas['RuleOutcome']

const one = (id: string) => ({ params: { path: { id } } })

export type DiscountQuery = { archived?: boolean; q?: string; cursor?: string; limit?: number }

export function discountRulesOptions(query: DiscountQuery) {
  return queryOptions({
    queryKey: ['discount-rules', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/discount-rules', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function addDiscountRule(body: DiscountRuleIn): Promise<DiscountRule> {
  return answer(api.POST('/v1/discount-rules', { body }))
}

export function changeDiscountRule({ id, version }: DiscountRule, body: DiscountRuleIn): Promise<DiscountRule> {
  return answer(api.PUT('/v1/discount-rules/{id}', { ...one(id), body, headers: ifMatch(version) }))
}

export function archiveDiscountRule(id: string): Promise<DiscountRule> {
  return answer(api.POST('/v1/discount-rules/{id}/archive', one(id)))
}

export function restoreDiscountRule(id: string): Promise<DiscountRule> {
  return answer(api.POST('/v1/discount-rules/{id}/restore', one(id)))
}
