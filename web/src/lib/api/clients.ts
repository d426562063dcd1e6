// Clients on the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { Client, ClientIn, ClientQuery } from './types'

const at = (id: string) => ({ params: { path: { id } } })

export function clientsOptions(query: ClientQuery) {
  return queryOptions({
    queryKey: ['clients', 'list', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/clients', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** What each of these clients owes, by client id. */
export function balancesOptions(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['clients', 'balances', ids],
    queryFn: async ({ signal }) => {
      const found = await answer(api.GET('/v1/clients/balances', { params: { query: { ids: [...ids] } }, signal }))
      return new Map(found.data.map((one) => [one.client_id, one]))
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  })
}

/** How the client pays, and what it was invoiced in a year. */
export const patternOptions = (id: string) =>
  queryOptions({
    queryKey: ['clients', id, 'pattern'],
    queryFn: ({ signal }) => answer(api.GET('/v1/clients/{id}/pattern', { ...at(id), signal })),
  })

/** What one more invoice of this amount does to the client's credit. */
export function creditOptions(id: string, adding: string, currency: string) {
  return queryOptions({
    queryKey: ['clients', id, 'credit', adding, currency],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/clients/{id}/credit', { params: { path: { id }, query: { adding, currency } }, signal })),
    staleTime: 0,
  })
}

export function clientOptions(id: string) {
  return queryOptions({
    queryKey: ['clients', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/clients/{id}', { ...at(id), signal })),
  })
}

export async function suggestClients(q: string, signal: AbortSignal) {
  return (await answer(api.GET('/v1/clients/suggest', { params: { query: { q, limit: 8 } }, signal }))).data
}

export function createClient(client: ClientIn): Promise<Client> {
  return answer(api.POST('/v1/clients', { body: client }))
}

export function updateClient(id: string, version: number, client: ClientIn): Promise<Client> {
  return answer(api.PUT('/v1/clients/{id}', { ...at(id), body: client, headers: ifMatch(version) }))
}

export function archiveClient(id: string): Promise<Client> {
  return answer(api.POST('/v1/clients/{id}/archive', at(id)))
}

export function restoreClient(id: string): Promise<Client> {
  return answer(api.POST('/v1/clients/{id}/restore', at(id)))
}
