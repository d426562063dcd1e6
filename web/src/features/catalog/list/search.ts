// What the address of the list of items says, and the question it asks the server.
import * as z from 'zod/mini'
import type { ItemQuery } from '~/lib/api/types'

const SORTS = ['-name', 'created_at', '-created_at'] as const

function lenient<T extends z.ZodMiniType>(kind: T) {
  return z.catch(z.optional(kind), undefined)
}

/** Unknown or broken values are dropped; what is usual (active items, by name) is not written into the address. */
export const itemSearch = z.object({
  tab: lenient(z.enum(['archived'])),
  q: lenient(z.string().check(z.minLength(1), z.maxLength(200))),
  sort: lenient(z.enum(SORTS)),
  cursor: lenient(z.string()),
})

export type ItemSearch = z.infer<typeof itemSearch>

/** The filters alone, as the list and its CSV file share them. */
export function filtersOf(search: ItemSearch): ItemQuery {
  return { ...(search.q && { q: search.q }), ...(search.tab === 'archived' && { archived: true }) }
}

/** By name, unless the address says otherwise. */
export function sortOf(search: ItemSearch): NonNullable<ItemQuery['sort']> {
  return search.sort ?? 'name'
}

/** The order as the address writes it: by name is the usual one. */
export function sortAfter(asked: string): ItemSearch['sort'] {
  return SORTS.find((sort) => sort === asked)
}
