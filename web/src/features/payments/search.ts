// What the address of the payments says.
import * as z from 'zod/mini'
import type { PaymentQuery } from '~/lib/api/types'
import { keptFilters, type Look } from '~/lib/api/views'

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

function lenient<T extends z.ZodMiniType>(kind: T) {
  return z.catch(z.optional(kind), undefined)
}

export const paymentSearch = z.object({
  q: lenient(z.string().check(z.minLength(1), z.maxLength(200))),
  from: lenient(day),
  to: lenient(day),
  cursor: lenient(z.string()),
})

export type PaymentSearch = z.infer<typeof paymentSearch>

/** The filters alone, as the list and its CSV file share them. */
export function filtersOf({ q, from, to }: PaymentSearch): PaymentQuery {
  return { ...(q && { q }), ...(from && { from }), ...(to && { to }) }
}

/** The list as a saved view keeps it. */
export function lookOf(search: PaymentSearch): Look {
  return { filters: keptFilters(filtersOf(search)), sort: '', columns: [] }
}

/** What a saved view changes in the address. */
export function searchOf({ filters }: Look): PaymentSearch {
  return { q: filters.q?.[0], from: filters.from?.[0], to: filters.to?.[0] }
}
