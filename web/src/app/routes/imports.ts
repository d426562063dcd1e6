// Addresses of imports.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shell } from './frame'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  component: lazyRouteComponent(() => import('~/features/imports/ImportsScreen'), 'ImportsScreen'),
})

const one = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('~/features/imports/ImportScreen'), 'ImportScreen'),
})

export const importRoutes = [list, one] as const
