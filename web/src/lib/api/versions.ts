// The frozen versions of an invoice.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type InvoiceVersion = Schemas['InvoiceVersion']
export type VersionChange = Schemas['VersionChange']

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

export const versionPdfPath = (id: string, number: number) => `/v1/invoices/${id}/versions/${number}/pdf`
