// Addresses of clients.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { clientSearch } from '~/features/clients/list/search'
import { manageSearch } from '~/features/clients/manage/search'
import { clientPageSearch } from '~/features/clients/view/search'
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

const manage = createRoute({
  getParentRoute: () => shell,
  path: '/clients/manage',
  validateSearch: manageSearch,
  component: lazyRouteComponent(() => import('~/features/clients/manage/ManageScreen'), 'ManageScreen'),
})

const view = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$id',
  validateSearch: clientPageSearch,
  component: lazyRouteComponent(() => import('../pages/ClientPage'), 'ClientPage'),
})

const edit = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$id/edit',
  component: lazyRouteComponent(() => import('~/features/clients/edit/EditClient'), 'EditClient'),
})

export const clientRoutes = [list, fresh, manage, view, edit] as const
