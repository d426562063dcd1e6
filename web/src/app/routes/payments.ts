// Addresses of payments.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { depositSearch } from '~/features/payments/deposits/search'
import { paymentSearch } from '~/features/payments/search'
import { shell } from './frame'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/payments',
  validateSearch: paymentSearch,
  component: lazyRouteComponent(() => import('~/features/payments/PaymentsScreen'), 'PaymentsScreen'),
})

const deposits = createRoute({
  getParentRoute: () => shell,
  path: '/payments/deposits',
  validateSearch: depositSearch,
  component: lazyRouteComponent(() => import('~/features/payments/deposits/DepositsScreen'), 'DepositsScreen'),
})

export const paymentRoutes = [list, deposits] as const
