// The root of all addresses, the gate before those that need a session, and the frame behind it.
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { createElement } from 'react'
import { meOptions } from '~/lib/api/session'
import { Problem } from '~/lib/problem'
import { NotFoundPage } from '../Screens'
import { Shell } from '../Shell'

type Context = { client: QueryClient }

export const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundPage })

export async function requireSession(client: QueryClient, href: string) {
  try {
    return await client.ensureQueryData(meOptions)
  } catch (error) {
    if (error instanceof Problem && error.status === 401) throw redirect({ to: '/sign-in', search: { next: href } })
    throw error
  }
}

export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const me = await requireSession(context.client, location.href)
    if (me.organization === null) throw redirect({ to: '/onboarding' })
  },
  component: () => createElement(Shell),
})
