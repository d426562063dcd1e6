// Every address of the app, and the gate before those that need a session.
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import * as z from 'zod/mini'
import { meOptions } from '~/lib/api/session'
import { Problem } from '~/lib/problem'
import { Broken, NotFound, Pending } from './Screens'
import { Shell } from './Shell'

type Context = { client: QueryClient }

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound })

/** Only paths of this app: an address from outside must not decide where a sign-in leads. */
const nextPath = z.catch(z.optional(z.string().check(z.regex(/^\/(?![/\\])/))), undefined)
const token = z.catch(z.string(), '')

const accounts = {
  SignIn: () => import('~/features/accounts/SignIn'),
  SignUp: () => import('~/features/accounts/SignUp'),
  VerifyEmail: () => import('~/features/accounts/VerifyEmail'),
  ForgotPassword: () => import('~/features/accounts/ForgotPassword'),
  ResetPassword: () => import('~/features/accounts/ResetPassword'),
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: nextPath }),
  component: lazyRouteComponent(accounts.SignIn, 'SignIn'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRouteComponent(accounts.SignUp, 'SignUp'),
})

const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  validateSearch: z.object({ token }),
  component: lazyRouteComponent(accounts.VerifyEmail, 'VerifyEmail'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(accounts.ForgotPassword, 'ForgotPassword'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: z.object({ token }),
  component: lazyRouteComponent(accounts.ResetPassword, 'ResetPassword'),
})

async function requireSession(client: QueryClient, href: string) {
  try {
    return await client.ensureQueryData(meOptions)
  } catch (error) {
    if (error instanceof Problem && error.status === 401) throw redirect({ to: '/sign-in', search: { next: href } })
    throw error
  }
}

const onboarding = createRoute({
  getParentRoute: () => root,
  path: '/onboarding',
  beforeLoad: ({ context, location }) => requireSession(context.client, location.href).then(() => undefined),
  component: lazyRouteComponent(() => import('~/features/organization/Onboarding'), 'Onboarding'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    const me = await requireSession(context.client, location.href)
    if (me.organization === null) throw redirect({ to: '/onboarding' })
  },
  component: Shell,
})

const display = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('~/features/settings/Display'), 'Display'),
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('~/features/dashboard/Dashboard'), 'Dashboard'),
})

const tree = root.addChildren([
  signIn,
  signUp,
  verifyEmail,
  forgotPassword,
  resetPassword,
  onboarding,
  shell.addChildren([home, display]),
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
