// The address of what waits for a second person.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { shell } from './frame'

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/approvals',
  validateSearch: z.object({
    all: z.catch(z.optional(z.literal(true)), undefined),
    cursor: z.catch(z.optional(z.string()), undefined),
  }),
  component: lazyRouteComponent(() => import('~/features/invoices/approvals/ApprovalsScreen'), 'ApprovalsScreen'),
})

export const approvalRoutes = [inbox] as const
