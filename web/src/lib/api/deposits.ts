// Deposits on the server: what is left of them, and what becomes of it.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { CreditUse, DepositDetails, DepositQuery, DepositRefundIn } from './types'

const at = (id: string) => ({ params: { path: { id } } })

export function depositRecordsOptions(query: DepositQuery) {
  return queryOptions({
    queryKey: ['payments', 'deposits', 'list', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/deposits', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function depositOptions(id: string) {
  return queryOptions({
    queryKey: ['payments', 'deposits', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/deposits/{id}', { ...at(id), signal })),
  })
}

export function liabilityOptions(day: string) {
  return queryOptions({
    queryKey: ['payments', 'deposits', 'liability', day],
    queryFn: ({ signal }) => answer(api.GET('/v1/deposit-liability', { params: { query: { day } }, signal })),
    placeholderData: keepPreviousData,
  })
}

type Terms = { expires_on: string | null; is_refundable: boolean }

export function changeDepositTerms(id: string, version: number, terms: Terms): Promise<DepositDetails> {
  return answer(api.PUT('/v1/deposits/{id}/terms', { ...at(id), body: terms, headers: ifMatch(version) }))
}

export function refundDeposit(id: string, wish: DepositRefundIn): Promise<CreditUse> {
  return answer(api.POST('/v1/deposits/{id}/refund', { ...at(id), body: wish }))
}

export function forfeitDeposit(id: string, amount: string, reason: string): Promise<DepositDetails> {
  return answer(api.POST('/v1/deposits/{id}/forfeit', { ...at(id), body: { amount, reason } }))
}

export function undoForfeit(id: string, reason: string): Promise<DepositDetails> {
  return answer(api.POST('/v1/deposit-forfeits/{id}/undo', { ...at(id), body: { reason } }))
}
