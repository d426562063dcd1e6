// The PDFs of documents: what is inside, and what a company wishes of them.
import { queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type PrintFacts = Schemas['PrintFacts']
export type PrintSettings = Schemas['PrintSettings']
export type PrintWish = Schemas['PrintWish']

const at = (id: string) => ({ params: { path: { id } } })

/** What the PDF of an invoice carries; of a draft, what it will carry. */
export function printOptions(id: string, version: number) {
  return queryOptions({
    queryKey: ['invoices', id, 'print', version],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/{id}/print', { ...at(id), signal })),
  })
}

export function printSettingsOptions(company: string) {
  return queryOptions({
    queryKey: ['companies', company, 'print-settings'],
    queryFn: ({ signal }) => answer(api.GET('/v1/companies/{id}/print-settings', { ...at(company), signal })),
  })
}

export function changePrintSettings(company: string, version: number, body: PrintWish): Promise<PrintSettings> {
  return answer(api.PUT('/v1/companies/{id}/print-settings', { ...at(company), body, headers: ifMatch(version) }))
}
