// The address of the local mailbox, open to people who are not signed in yet.
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { meOptions } from '~/lib/api/session'
import { Problem } from '~/lib/problem'
import { root } from './frame'

const word = z.catch(z.optional(z.string()), undefined)

async function isInside(client: QueryClient): Promise<boolean> {
  try {
    return (await client.ensureQueryData(meOptions)).organization !== null
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return false
    throw error
  }
}

export const mailboxRoute = createRoute({
  getParentRoute: () => root,
  path: '/mailbox',
  validateSearch: z.object({ id: word, q: word, to: word, cursor: word }),
  beforeLoad: async ({ context }) => ({ inside: await isInside(context.client) }),
  component: lazyRouteComponent(() => import('../MailboxFrame'), 'MailboxFrame'),
})
