// Links given away: previews of drafts and payment links.
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components, operations } from './schema'

export type SharedLink = components['schemas']['SharedLink']
export type SharedQuery = NonNullable<operations['list_shared_links']['parameters']['query']>

export function sharedLinksOptions(query: SharedQuery) {
  return queryOptions({
    queryKey: ['shared-links', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/shared-links', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function revokeSharedLink(id: string): Promise<SharedLink> {
  return answer(api.POST('/v1/shared-links/{id}/revoke', { params: { path: { id } } }))
}

export function sharedLinksChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['shared-links'] })
}

/** An address at which an invoice can be paid for a month. */
export async function makePaymentLink(id: string): Promise<string> {
  const made = await answer(
    api.POST('/v1/invoices/{id}/payment-links', { params: { path: { id } }, body: { days: 30, one_time: false } }),
  )
  return made.url
}
