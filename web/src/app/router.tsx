// Every address of the app.
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { accountRoutes } from './routes/accounts'
import { requireSession, root, shell } from './routes/base'
import { invoiceRoutes } from './routes/invoices'
import { mailboxRoute } from './routes/mailbox'
import { Broken, NotFound, Pending } from './Screens'

const onboarding = createRoute({
  getParentRoute: () => root,
  path: '/onboarding',
  beforeLoad: ({ context, location }) => requireSession(context.client, location.href).then(() => undefined),
  component: lazyRouteComponent(() => import('~/features/organization/Onboarding'), 'Onboarding'),
})

const display = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('~/features/settings/Display'), 'Display'),
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('~/features/dashboard/Dashboard'), 'Dashboard'),
})

const tree = root.addChildren([
  ...accountRoutes,
  onboarding,
  mailboxRoute,
  shell.addChildren([home, display, ...invoiceRoutes]),
])

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingComponent: Pending,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
