// What the addresses of clients say.
import * as z from 'zod/mini'

const SORTS = ['name', '-name', 'created_at', '-created_at'] as const

function lenient<T extends z.ZodMiniType>(kind: T) {
  return z.catch(z.optional(kind), undefined)
}

export const clientSearch = z.object({
  q: lenient(z.string().check(z.minLength(1), z.maxLength(200))),
  archived: lenient(z.literal(true)),
  sort: lenient(z.enum(SORTS)),
  cursor: lenient(z.string()),
})

export type ClientSearch = z.infer<typeof clientSearch>

export const oneClientSearch = z.object({ tab: lenient(z.enum(['payments', 'details'])) })

/** The server's name of an order, out of a column's. */
export function sortFrom(asked: string): ClientSearch['sort'] {
  return SORTS.find((sort) => sort === asked)
}
