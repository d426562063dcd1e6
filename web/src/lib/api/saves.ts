// The saved states of a draft: the last ones, one of them, and what was set aside in a conflict.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components } from './schema'
import type { DraftIn } from './types'
import type { VersionChange } from './versions'

type Schemas = components['schemas']
export type DraftSave = Schemas['DraftSave']
export type DraftSaveDetails = Schemas['DraftSaveDetails']

export function savesOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id, 'saves'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/invoices/{id}/saves', { params: { path: { id } }, signal }))).data,
  })
}

export function readSave(id: string, number: number): Promise<DraftSaveDetails> {
  return answer(api.GET('/v1/invoices/{id}/saves/{number}', { params: { path: { id, number } } }))
}

/** Keeps what was typed among the saved states; the draft stays as it is. */
export function setAside(id: string, draft: DraftIn): Promise<DraftSave> {
  return answer(api.POST('/v1/invoices/{id}/saves', { params: { path: { id } }, body: draft }))
}

/** What saving this would change of the draft as the server has it now. */
export async function compareDraft(id: string, draft: DraftIn, signal: AbortSignal): Promise<VersionChange[]> {
  const asked = api.POST('/v1/invoices/{id}/compare', { params: { path: { id } }, body: draft, signal })
  return (await answer(asked)).changes
}
