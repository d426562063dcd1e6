// What the address of the page that manages clients says.
import * as z from 'zod/mini'

/** Segments are the usual tab and not written into the address. */
export const manageSearch = z.object({ tab: z.catch(z.optional(z.enum(['fields', 'duplicates'])), undefined) })
