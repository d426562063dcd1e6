// The local mailbox: every mail this installation would have sent, while no mail server is set.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { Problem } from '~/lib/problem'
import { answer, api } from './client'
import type { components, paths } from './schema'

export type MailSummary = components['schemas']['MailSummaryOut']
export type Mail = components['schemas']['MailOut']
export type MailboxQuery = NonNullable<paths['/v1/mailbox']['get']['parameters']['query']>

const LOOK_AGAIN_MS = 4000

export function mailsOptions(query: MailboxQuery) {
  return queryOptions({
    queryKey: ['mailbox', 'list', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/mailbox', { params: { query }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  })
}

export function mailOptions(id: string) {
  return queryOptions({
    queryKey: ['mailbox', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/mailbox/{id}', { params: { path: { id } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Whether there is a mailbox to look into from here; the server answers 404 where there is none. */
export const mailboxOpenOptions = queryOptions({
  queryKey: ['mailbox', 'open'],
  queryFn: async ({ signal }) => {
    try {
      await answer(api.GET('/v1/mailbox', { params: { query: { limit: 1 } }, signal }))
      return true
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return false
      throw error
    }
  },
  staleTime: 60_000,
})
