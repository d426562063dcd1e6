// Every address of the app.
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { accountRoutes } from './routes/accounts'
import { approvalRoutes } from './routes/approvals'
import { catalogRoutes } from './routes/catalog'
import { clientRoutes } from './routes/clients'
import { root, shell } from './routes/frame'
import { importRoutes } from './routes/imports'
import { invoiceRoutes } from './routes/invoices'
import { mailboxRoute } from './routes/mailbox'
import { onboardingRoutes } from './routes/onboarding'
import { paymentRoutes } from './routes/payments'
import { settingsRoutes } from './routes/settings'
import { Broken, NotFound, Pending } from './Screens'

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('~/features/dashboard/Dashboard'), 'Dashboard'),
})

const tree = root.addChildren([
  ...accountRoutes,
  ...onboardingRoutes,
  mailboxRoute,
  shell.addChildren([
    home,
    settingsRoutes,
    ...invoiceRoutes,
    ...clientRoutes,
    ...paymentRoutes,
    ...approvalRoutes,
    ...catalogRoutes,
    ...importRoutes,
  ]),
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
