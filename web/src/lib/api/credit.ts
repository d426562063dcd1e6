// Credit of clients on the server: what there is, and where it went.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { CreditUse, RefundIn } from './types'

const at = (id: string) => ({ params: { path: { id } } })

export function creditBalanceOptions(clientId: string) {
  return queryOptions({
    queryKey: ['payments', 'credit', 'client', clientId],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/clients/{id}/credit-balance', { ...at(clientId), signal }))).data,
  })
}

export function invoiceCreditOptions(invoiceId: string) {
  return queryOptions({
    queryKey: ['payments', 'credit', 'invoice', invoiceId],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/{id}/client-credit', { ...at(invoiceId), signal })),
  })
}

export function creditUsesOptions(clientId: string) {
  return queryOptions({
    queryKey: ['payments', 'credit', 'uses', clientId],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/credit-uses', { params: { query: { client_id: clientId, limit: 50 } }, signal })))
        .data,
  })
}

export function spendCredit(invoiceId: string, amount: string): Promise<CreditUse> {
  return answer(api.POST('/v1/invoices/{id}/client-credit', { ...at(invoiceId), body: { amount } }))
}

export function refundCredit(clientId: string, refund: RefundIn): Promise<CreditUse> {
  return answer(api.POST('/v1/clients/{id}/refunds', { ...at(clientId), body: refund }))
}

export function undoCreditUse(id: string, reason: string): Promise<CreditUse> {
  return answer(api.POST('/v1/credit-uses/{id}/undo', { ...at(id), body: { reason } }))
}
