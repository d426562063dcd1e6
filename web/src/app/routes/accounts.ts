// The addresses of people without a session: signing up and in, and where mailed links lead.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { root } from './frame'

/** Only paths of this app: an address from outside must not decide where a sign-in leads. */
const nextPath = z.catch(z.optional(z.string().check(z.regex(/^\/(?![/\\])/))), undefined)
const token = z.catch(z.string(), '')

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ next: nextPath }),
  component: lazyRouteComponent(() => import('~/features/accounts/SignIn'), 'SignIn'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('~/features/accounts/SignUp'), 'SignUp'),
})

const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  validateSearch: z.object({ token }),
  component: lazyRouteComponent(() => import('~/features/accounts/VerifyEmail'), 'VerifyEmail'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('~/features/accounts/ForgotPassword'), 'ForgotPassword'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: z.object({ token }),
  component: lazyRouteComponent(() => import('~/features/accounts/ResetPassword'), 'ResetPassword'),
})

const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: '/accept-invitation',
  validateSearch: z.object({ token }),
  component: lazyRouteComponent(() => import('~/features/accounts/AcceptInvitation'), 'AcceptInvitation'),
})

export const accountRoutes = [signIn, signUp, verifyEmail, forgotPassword, resetPassword, acceptInvitation] as const
