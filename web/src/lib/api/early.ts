// Discounts for early payment of an invoice on the server: what can still be earned, and what was.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { paths } from './schema'

export type EarlyDiscounts =
  paths['/v1/invoices/{id}/early-discounts']['get']['responses'][200]['content']['application/json']
export type EarlyOffer = EarlyDiscounts['offers'][number]

export function earlyDiscountsOptions(invoiceId: string) {
  return queryOptions({
    queryKey: ['payments', 'early', invoiceId],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/invoices/{id}/early-discounts', { params: { path: { id: invoiceId } }, signal })),
  })
}
