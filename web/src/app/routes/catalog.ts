// Addresses of the catalog.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { itemSearch } from '~/features/catalog/list/search'
import { shell } from './frame'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/catalog',
  validateSearch: itemSearch,
  component: lazyRouteComponent(() => import('~/features/catalog/list/CatalogScreen'), 'CatalogScreen'),
})

const fresh = createRoute({
  getParentRoute: () => shell,
  path: '/catalog/new',
  component: lazyRouteComponent(() => import('~/features/catalog/edit/NewItem'), 'NewItem'),
})

const edit = createRoute({
  getParentRoute: () => shell,
  path: '/catalog/$id',
  component: lazyRouteComponent(() => import('~/features/catalog/edit/ItemScreen'), 'ItemScreen'),
})

export const catalogRoutes = [list, fresh, edit] as const
