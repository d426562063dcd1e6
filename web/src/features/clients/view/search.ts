// What the address of a client's page says.
import * as z from 'zod/mini'

export const TABS = ['overview', 'contacts', 'details', 'history'] as const

/** The overview is the usual tab and not written into the address. */
export const clientPageSearch = z.object({
  tab: z.catch(z.optional(z.enum(['contacts', 'details', 'history'])), undefined),
})
