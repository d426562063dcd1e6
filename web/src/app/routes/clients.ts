// Addresses of clients and payments.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { clientSearch, oneClientSearch } from '~/features/clients/search'
import { paymentSearch } from '~/features/payments/search'
import { shell } from './base'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/clients',
  validateSearch: clientSearch,
  component: lazyRouteComponent(() => import('~/features/clients/ClientsScreen'), 'ClientsScreen'),
})

const fresh = createRoute({
  getParentRoute: () => shell,
  path: '/clients/new',
  component: lazyRouteComponent(() => import('~/features/clients/NewClientScreen'), 'NewClientScreen'),
})

const view = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$id',
  validateSearch: oneClientSearch,
  component: lazyRouteComponent(() => import('../pages/ClientPage'), 'ClientPage'),
})

const payments = createRoute({
  getParentRoute: () => shell,
  path: '/payments',
  validateSearch: paymentSearch,
  component: lazyRouteComponent(() => import('~/features/payments/PaymentsScreen'), 'PaymentsScreen'),
})

export const clientRoutes = [list, fresh, view, payments] as const
