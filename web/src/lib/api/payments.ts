// Payments on the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { Payment, PaymentIn, PaymentQuery } from './types'

export function paymentsOptions(query: PaymentQuery) {
  return queryOptions({
    queryKey: ['payments', 'list', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/payments', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function recordPayment(payment: PaymentIn): Promise<Payment> {
  return answer(api.POST('/v1/payments', { body: payment }))
}

export function reversePayment(id: string, reason: string): Promise<Payment> {
  return answer(api.POST('/v1/payments/{id}/reverse', { params: { path: { id } }, body: { reason } }))
}
