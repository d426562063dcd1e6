// The frozen versions of an invoice, and the report on the numbers of a series.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type InvoiceVersion = Schemas['InvoiceVersion']
export type VersionChange = Schemas['VersionChange']
export type SeriesReport = Schemas['SeriesReport']

export function versionsOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id, 'versions'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/invoices/{id}/versions', { params: { path: { id } }, signal }))).data,
  })
}

export function versionDiffOptions(id: string, number: number, other: number) {
  return queryOptions({
    queryKey: ['invoices', id, 'versions', number, other],
    queryFn: async ({ signal }) => {
      const params = { path: { id, number, other } }
      return (await answer(api.GET('/v1/invoices/{id}/versions/{number}/diff/{other}', { params, signal }))).changes
    },
  })
}

export function seriesReportOptions(id: string) {
  return queryOptions({
    queryKey: ['series', id, 'report'],
    queryFn: ({ signal }) => answer(api.GET('/v1/series/{id}/report', { params: { path: { id } }, signal })),
  })
}

export const versionPdfPath = (id: string, number: number) => `/v1/invoices/${id}/versions/${number}/pdf`
