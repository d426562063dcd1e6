// Number series: how they number, what a change would make, and what there is to say about numbers given.
import { queryOptions } from '@tanstack/react-query'
import { everyPage } from '../every-page'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type Series = Schemas['Series']
export type SeriesIn = Schemas['SeriesIn-Input']
export type SeriesWish = Schemas['SeriesPreviewIn']
export type SeriesPreview = Schemas['SeriesPreview']
export type NumberScheme = Schemas['NumberScheme-Output']
export type SeriesReport = Schemas['SeriesReport']
export type NumberGap = Schemas['NumberGap']
export type Explanation = Schemas['ExplanationIn']

const at = (id: string) => ({ params: { path: { id } } })

export const seriesOptions = queryOptions({
  queryKey: ['series'],
  queryFn: ({ signal }) =>
    everyPage((at) => answer(api.GET('/v1/series', { params: { query: { ...at, limit: 100 } }, signal }))),
})

export const readySchemesOptions = queryOptions({
  queryKey: ['series', 'schemes'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/series/schemes', { signal }))).data,
  staleTime: 3_600_000,
})

/** The next numbers a change would make; throws a Problem with the reason when it cannot be used. */
export function previewSeries(wish: SeriesWish, signal?: AbortSignal): Promise<SeriesPreview> {
  return answer(api.POST('/v1/series/preview', { body: wish, signal }))
}

export function seriesPreviewOptions(wish: SeriesWish) {
  return queryOptions({
    queryKey: ['series', 'preview', wish],
    queryFn: ({ signal }) => previewSeries(wish, signal),
    placeholderData: (before) => before,
    retry: false,
  })
}

export function updateSeries(id: string, version: number, body: SeriesIn): Promise<Series> {
  return answer(api.PUT('/v1/series/{id}', { ...at(id), body, headers: ifMatch(version) }))
}

export function addSeries(body: Schemas['NewSeries']): Promise<Series> {
  return answer(api.POST('/v1/series', { body }))
}

/** From now on it numbers documents of its kind for which nobody chooses another one. */
export function makeDefaultSeries(id: string): Promise<Series> {
  return answer(api.POST('/v1/series/{id}/default', at(id)))
}

export function seriesReportOptions(id: string) {
  return queryOptions({
    queryKey: ['series', id, 'report'],
    queryFn: ({ signal }) => answer(api.GET('/v1/series/{id}/report', { ...at(id), signal })),
  })
}

export function explainGap(id: string, body: Explanation): Promise<SeriesReport> {
  return answer(api.POST('/v1/series/{id}/explanations', { ...at(id), body }))
}
