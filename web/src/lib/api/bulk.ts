// Many invoices at once: starting a run, watching it, stopping it.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { BulkIn, BulkRowState, BulkRun } from './types'

const at = (id: string) => ({ params: { path: { id } } })

/** How often a run that is under way is asked how far it is. */
const PACE = 1000

export function bulkRunOptions(id: string) {
  return queryOptions({
    queryKey: ['bulk', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/bulk-runs/{id}', { ...at(id), signal })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? PACE : false),
  })
}

export function bulkRunsOptions(cursor?: string) {
  return queryOptions({
    queryKey: ['bulk', 'list', cursor ?? ''],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/bulk-runs', { params: { query: { limit: 20, ...(cursor && { cursor }) } }, signal })),
  })
}

export function bulkRowsOptions(id: string, state: BulkRowState | undefined, cursor: string | undefined, tick: number) {
  return queryOptions({
    queryKey: ['bulk', id, 'rows', state ?? '', cursor ?? '', tick],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/bulk-runs/{id}/rows', {
          params: { path: { id }, query: { limit: 50, ...(state && { state }), ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    placeholderData: (before) => before,
  })
}

export function startBulkRun(wanted: BulkIn, key: string): Promise<BulkRun> {
  return answer(api.POST('/v1/bulk-runs', { body: wanted, headers: { 'Idempotency-Key': key } }))
}

export function cancelBulkRun(id: string): Promise<BulkRun> {
  return answer(api.POST('/v1/bulk-runs/{id}/cancel', at(id)))
}

/** An address that downloads the file without signing in, for a day. */
export async function shareBulkFile(id: string): Promise<string> {
  const made = await answer(api.POST('/v1/bulk-runs/{id}/file-link', { ...at(id), body: { hours: 24 } }))
  return made.url
}

export const bulkFilePath = (id: string) => `/v1/bulk-runs/${id}/file`
