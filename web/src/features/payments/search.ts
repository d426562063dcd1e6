// What the address of the payments says.
import * as z from 'zod/mini'
import type { PaymentQuery } from '~/lib/api/types'

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
