// How long documents are kept, what will be erased and what was, and every legal hold.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type RetentionSettings = Schemas['RetentionSettings']
export type RetentionWish = Schemas['RetentionWish']
export type PlannedErasure = Schemas['PlannedErasure']
export type DocumentErasure = Schemas['DocumentErasure']
export type HoldQuery = { stands?: boolean; q?: string }
type Place = { cursor: string | undefined }

export function retentionOptions(company: string) {
  return queryOptions({
    queryKey: ['retention', company],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/companies/{id}/retention', { params: { path: { id: company } }, signal })),
  })
}

export function changeRetention(company: string, version: number, body: RetentionWish): Promise<RetentionSettings> {
  const params = { path: { id: company } }
  return answer(api.PUT('/v1/companies/{id}/retention', { params, body, headers: ifMatch(version) }))
}

export function plannedOptions({ cursor }: Place) {
  return queryOptions({
    queryKey: ['retention', 'planned', cursor],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/planned-erasures', { params: { query: { limit: 20, ...(cursor && { cursor }) } }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function erasedOptions({ cursor }: Place) {
  return queryOptions({
    queryKey: ['retention', 'erased', cursor],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/document-erasures', { params: { query: { limit: 20, ...(cursor && { cursor }) } }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function holdListOptions(chosen: HoldQuery, { cursor }: Place) {
  return queryOptions({
    queryKey: ['clients', 'legal-holds', chosen, cursor],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/legal-holds', { params: { query: { ...chosen, limit: 20, ...(cursor && { cursor }) } }, signal }),
      ),
    placeholderData: keepPreviousData,
  })
}
