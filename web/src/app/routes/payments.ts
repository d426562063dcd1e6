// Addresses of payments.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paymentSearch } from '~/features/payments/search'
import { shell } from './frame'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/payments',
  validateSearch: paymentSearch,
  component: lazyRouteComponent(() => import('~/features/payments/PaymentsScreen'), 'PaymentsScreen'),
})

export const paymentRoutes = [list] as const
