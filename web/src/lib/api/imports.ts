// Imports on the server: upload a file, say how to read it, check, apply, undo.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { Import, ImportChange, ImportFate, ImportKind } from './types'

const at = (id: string) => ({ params: { path: { id } } })
const RUNNING = ['checking', 'applying', 'undoing']

export const isRunning = (run: Import | undefined): boolean => run !== undefined && RUNNING.includes(run.state)

export const importsOptions = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/v1/imports', { params: { query: { limit: 20 } }, signal }))).data,
})

/** One import; asked again while a worker is at it. */
export function importOptions(id: string) {
  return queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/imports/{id}', { ...at(id), signal })),
    refetchInterval: ({ state }) => (isRunning(state.data) ? 800 : false),
  })
}

/** The records of its report with one fate, a hundred at a time. */
export function importRowsOptions(id: string, fate: ImportFate, version: number, cursor?: string) {
  const params = { path: { id }, query: { fate, limit: 25, ...(cursor && { cursor }) } }
  return queryOptions({
    queryKey: ['imports', id, 'rows', fate, version, cursor ?? ''],
    queryFn: ({ signal }) => answer(api.GET('/v1/imports/{id}/rows', { params, signal })),
    placeholderData: (before) => before,
  })
}

/** Takes the file as it is; the server finds out what it is. */
export function uploadImport(kind: ImportKind, file: File, companyId: string | undefined): Promise<Import> {
  const query = { kind, file_name: file.name, company_id: companyId }
  const raw = { body: file as unknown as string, bodySerializer: (body: unknown) => body as BodyInit }
  const headers = { 'Content-Type': 'application/octet-stream' }
  return answer(api.POST('/v1/imports', { params: { query }, ...raw, headers }))
}

export function changeImport(run: Import, change: ImportChange): Promise<Import> {
  return answer(api.PUT('/v1/imports/{id}', { ...at(run.id), body: change, headers: ifMatch(run.version) }))
}

export function checkImport(id: string): Promise<Import> {
  return answer(api.POST('/v1/imports/{id}/check', at(id)))
}

export function applyImport(id: string): Promise<Import> {
  return answer(api.POST('/v1/imports/{id}/apply', at(id)))
}

export function undoImport(id: string): Promise<Import> {
  return answer(api.POST('/v1/imports/{id}/undo', at(id)))
}

export function saveMapping(importId: string, name: string) {
  return answer(api.POST('/v1/imports/mappings', { body: { import_id: importId, name } }))
}

/** What an import makes shows in every list. */
export async function importsChanged(client: QueryClient): Promise<void> {
  const kinds = ['imports', 'invoices', 'clients', 'items', 'dashboard', 'search']
  await Promise.all(kinds.map((kind) => client.invalidateQueries({ queryKey: [kind] })))
}
