// Addresses of invoices.
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { invoiceSearch } from '~/features/invoices/list/search'
import { shell } from './frame'

const list = createRoute({
  getParentRoute: () => shell,
  path: '/invoices',
  validateSearch: invoiceSearch,
  component: lazyRouteComponent(() => import('~/features/invoices/list/InvoicesScreen'), 'InvoicesScreen'),
})

/** A client to start with, from the client's own page, and what kind of document it is to be. */
const editorSearch = z.object({
  client: z.catch(z.optional(z.string()), undefined),
  kind: z.catch(z.optional(z.enum(['quote', 'proforma', 'deposit_invoice'])), undefined),
})

/** A new invoice is edited at the address of the editor, so that it keeps its place once the server has named it. */
const fresh = createRoute({
  getParentRoute: () => shell,
  path: '/invoices/new',
  validateSearch: editorSearch,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/invoices/$id/edit', params: { id: 'new' }, search, replace: true })
  },
})

const runsSearch = z.object({ cursor: z.catch(z.optional(z.string()), undefined) })

/** What was done to many invoices at once. */
const runs = createRoute({
  getParentRoute: () => shell,
  path: '/invoices/runs',
  validateSearch: runsSearch,
  component: lazyRouteComponent(() => import('~/features/invoices/bulk/RunsScreen'), 'RunsScreen'),
})

const rowState = z.enum(['waiting', 'done', 'failed', 'cancelled'])

const run = createRoute({
  getParentRoute: () => shell,
  path: '/invoices/runs/$id',
  validateSearch: z.extend(runsSearch, { state: z.catch(z.optional(rowState), undefined) }),
  component: lazyRouteComponent(() => import('~/features/invoices/bulk/RunScreen'), 'RunScreen'),
})

const view = createRoute({
  getParentRoute: () => shell,
  path: '/invoices/$id',
  component: lazyRouteComponent(() => import('../pages/InvoicePage'), 'InvoicePage'),
})

const edit = createRoute({
  getParentRoute: () => shell,
  path: '/invoices/$id/edit',
  validateSearch: editorSearch,
  component: lazyRouteComponent(() => import('../pages/EditorPage'), 'EditorPage'),
})

export const invoiceRoutes = [list, fresh, runs, run, view, edit] as const
