// What happens to an issued invoice's money beside payments: deposits, corrections, write-offs.
import { queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'
import type { Invoice } from './types'

type Schemas = components['schemas']
export type Deposits = Schemas['Deposits']
export type Deposit = Schemas['Deposit']
export type WriteOffReason = Schemas['WriteOffIn']['reason']
export type CorrectIn = Schemas['CorrectIn']

const at = (id: string) => ({ params: { path: { id } } })

export function depositsOptions(id: string, version: number) {
  return queryOptions({
    queryKey: ['invoices', id, 'deposits', version],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/{id}/deposits', { ...at(id), signal })),
  })
}

/** Deducts these deposits on a draft, in place of what it deducted before. */
export function deductDeposits(id: string, version: number, wish: Schemas['DepositsIn']): Promise<Invoice> {
  return answer(api.PUT('/v1/invoices/{id}/deposits', { ...at(id), body: wish, headers: ifMatch(version) }))
}

/** A draft of the final invoice behind a deposit. */
export function createFinal(id: string): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/final', at(id)))
}

/** The items as all corrections have left them. */
export function standingLinesOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id, 'standing-lines'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/invoices/{id}/standing-lines', { ...at(id), signal }))).data,
    staleTime: 0,
  })
}

export function correctInvoice(id: string, wish: CorrectIn): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/correct', { ...at(id), body: wish }))
}

export function writeOffInvoice(id: string, wish: Schemas['WriteOffIn']): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/write-off', { ...at(id), body: wish }))
}

export function undoWriteOff(id: string, reason: string): Promise<Invoice> {
  return answer(api.POST('/v1/invoices/{id}/write-off/undo', { ...at(id), body: { reason } }))
}
