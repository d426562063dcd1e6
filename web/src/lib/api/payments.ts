// Payments on the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { Payment, PaymentIn, PaymentQuery, SumIn } from './types'

export function paymentsOptions(query: PaymentQuery) {
  return queryOptions({
    queryKey: ['payments', 'list', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/payments', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** What a sum that names no invoice would pay; nothing is asked without one. */
export function previewOptions(sum: SumIn | null) {
  return queryOptions({
    queryKey: ['payments', 'preview', sum],
    queryFn: ({ signal }) => (sum === null ? null : answer(api.POST('/v1/payments/preview', { body: sum, signal }))),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

export function recordPayment(payment: PaymentIn): Promise<Payment> {
  return answer(api.POST('/v1/payments', { body: payment }))
}

export function reversePayment(id: string, reason: string): Promise<Payment> {
  return answer(api.POST('/v1/payments/{id}/reverse', { params: { path: { id } }, body: { reason } }))
}
