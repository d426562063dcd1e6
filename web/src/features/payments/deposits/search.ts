// What the address of the deposits says.
import * as z from 'zod/mini'

const STATES = ['open', 'expired', 'used', 'unpaid'] as const

function lenient<T extends z.ZodMiniType>(kind: T) {
  return z.catch(z.optional(kind), undefined)
}

export const depositSearch = z.object({
  state: lenient(z.enum(STATES)),
  day: lenient(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  cursor: lenient(z.string()),
})

export type DepositSearch = z.infer<typeof depositSearch>
