// Who is in the organization: in pages, and all of them for menus.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { everyPage } from '../every-page'
import { answer, api } from './client'

export const membersOptions = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) =>
    everyPage((at) => answer(api.GET('/v1/members', { params: { query: { ...at, limit: 100 } }, signal }))),
})

export type MemberQuery = { q?: string; cursor?: string; limit?: number }

export function memberPageOptions(query: MemberQuery) {
  return queryOptions({
    queryKey: ['members', 'page', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/members', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}
