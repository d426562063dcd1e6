// Who is signed in, in which organization, with which permissions; the CSRF token rides along.
import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { answer, api, setCsrfToken } from './client'
import type { components } from './schema'

export type Me = components['schemas']['Me']

export const meOptions = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const me = await answer(api.GET('/v1/me'))
    setCsrfToken(me.csrf_token)
    return me
  },
  staleTime: 60_000,
  retry: false,
})

/** The person at the keyboard; only below the auth gate, where the answer is always known. */
export function useMe(): Me {
  return useSuspenseQuery(meOptions).data
}

/** Takes over an answer that describes the session (sign-in, switch) without asking again. */
export function adoptMe(client: QueryClient, me: Me): void {
  setCsrfToken(me.csrf_token)
  client.setQueryData(meOptions.queryKey, me)
}

/** Forgets everything the cache knows about the last session. */
export function forgetSession(client: QueryClient): void {
  setCsrfToken(null)
  client.clear()
}

export function can(me: Me, permission: string): boolean {
  return me.permissions.includes(permission)
}
