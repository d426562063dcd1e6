// Legal holds on clients, and erasing their personal data.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type LegalHold = Schemas['LegalHold']
export type ErasurePreview = Schemas['ErasurePreview']
export type Stays = Schemas['Stays']

const at = (id: string) => ({ params: { path: { id } } })

export function erasureOptions(clientId: string) {
  return queryOptions({
    queryKey: ['clients', clientId, 'erasure'],
    queryFn: ({ signal }) => answer(api.GET('/v1/clients/{id}/erasure', { ...at(clientId), signal })),
  })
}

export function legalHoldsOptions(clientId: string) {
  return queryOptions({
    queryKey: ['clients', clientId, 'legal-holds'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/clients/{id}/legal-holds', { ...at(clientId), signal }))).data,
  })
}

/** A hold on everything of the client, or on one document of it. */
export function placeHold(clientId: string, reason: string, invoiceId: string | null = null): Promise<LegalHold> {
  return answer(api.POST('/v1/clients/{id}/legal-holds', { ...at(clientId), body: { reason, invoice_id: invoiceId } }))
}

/** The holds that keep one document: those on it, and those on all of its client. */
export function holdsOnInvoiceOptions(invoiceId: string, clientId: string) {
  return queryOptions({
    queryKey: ['clients', clientId, 'legal-holds', invoiceId],
    queryFn: async ({ signal }) => {
      const query = { client_id: clientId, stands: true, limit: 100 }
      const page = await answer(api.GET('/v1/legal-holds', { params: { query }, signal }))
      return page.data.filter((hold) => hold.invoice_id === null || hold.invoice_id === invoiceId)
    },
  })
}

export function releaseHold(id: string, reason: string): Promise<LegalHold> {
  return answer(api.POST('/v1/legal-holds/{id}/release', { ...at(id), body: { reason } }))
}

export function eraseClient(clientId: string, reason: string) {
  return answer(api.POST('/v1/clients/{id}/erasure', { ...at(clientId), body: { reason } }))
}
