// What the address of the list of clients says, and the question it asks the server.
import * as z from 'zod/mini'
import type { ClientQuery } from '~/lib/api/types'
import { keptFilters, type Look } from '~/lib/api/views'

const SORTS = ['-name', 'created_at', '-created_at'] as const

function lenient<T extends z.ZodMiniType>(kind: T) {
  return z.catch(z.optional(kind), undefined)
}

/** Unknown or broken values are dropped; what is usual (active clients, by name) is not written into the address. */
export const clientSearch = z.object({
  tab: lenient(z.enum(['archived'])),
  q: lenient(z.string().check(z.minLength(1), z.maxLength(200))),
  tag: lenient(z.string().check(z.minLength(1), z.maxLength(40))),
  segment: lenient(z.uuid()),
  sort: lenient(z.enum(SORTS)),
  cursor: lenient(z.string()),
})

export type ClientSearch = z.infer<typeof clientSearch>

/** The filters alone, as the list and its CSV file share them. */
export function filtersOf(search: ClientSearch): ClientQuery {
  return {
    ...(search.q && { q: search.q }),
    ...(search.tab === 'archived' && { archived: true }),
    ...(search.tag && { tag: search.tag }),
    ...(search.segment && { segment_id: search.segment }),
  }
}

/** By name, unless the address says otherwise. */
export function sortOf(search: ClientSearch): NonNullable<ClientQuery['sort']> {
  return search.sort ?? 'name'
}

/** The order as the address writes it: by name is the usual one. */
export function sortAfter(asked: string): ClientSearch['sort'] {
  return SORTS.find((sort) => sort === asked)
}

/** The list as a saved view keeps it. */
export function lookOf(search: ClientSearch): Look {
  return { filters: keptFilters(filtersOf(search)), sort: search.sort ?? '', columns: [] }
}

/** What a saved view changes in the address. */
export function searchOf({ filters, sort }: Look): ClientSearch {
  const [tag, segment] = [filters.tag?.[0], filters.segment_id?.[0]]
  return { tab: filters.archived ? 'archived' : undefined, q: filters.q?.[0], tag, segment, sort: sortAfter(sort) }
}
