// The addresses of the way from an account to the first invoice.
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { requireSession, root } from './frame'

async function requireOrganization(client: QueryClient, href: string) {
  const me = await requireSession(client, href)
  if (me.organization === null) throw redirect({ to: '/onboarding' })
}

const organization = createRoute({
  getParentRoute: () => root,
  path: '/onboarding',
  beforeLoad: ({ context, location }) => requireSession(context.client, location.href).then(() => undefined),
  component: lazyRouteComponent(() => import('~/features/organization/Onboarding'), 'Onboarding'),
})

const company = createRoute({
  getParentRoute: () => root,
  path: '/onboarding/company',
  beforeLoad: ({ context, location }) => requireOrganization(context.client, location.href),
  component: lazyRouteComponent(() => import('../pages/FirstCompany'), 'FirstCompany'),
})

const client = createRoute({
  getParentRoute: () => root,
  path: '/onboarding/client',
  beforeLoad: ({ context, location }) => requireOrganization(context.client, location.href),
  component: lazyRouteComponent(() => import('~/features/organization/FirstClient'), 'FirstClient'),
})

export const onboardingRoutes = [organization, company, client] as const
