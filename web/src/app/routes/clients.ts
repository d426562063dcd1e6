// Addresses of clients.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { clientSearch } from '~/features/clients/list/search'
import { shell } from './frame'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/clients',
  validateSearch: clientSearch,
  component: lazyRouteComponent(() => import('~/features/clients/list/ClientsScreen'), 'ClientsScreen'),
})

const fresh = createRoute({
  getParentRoute: () => shell,
  path: '/clients/new',
  component: lazyRouteComponent(() => import('~/features/clients/edit/NewClient'), 'NewClient'),
})

const view = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$id',
  component: lazyRouteComponent(() => import('../pages/ClientPage'), 'ClientPage'),
})

const edit = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$id/edit',
  component: lazyRouteComponent(() => import('~/features/clients/edit/EditClient'), 'EditClient'),
})

export const clientRoutes = [list, fresh, view, edit] as const
