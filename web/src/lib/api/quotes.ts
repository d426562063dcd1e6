// Quotes and proformas on the server: how they stand, and what is made of them.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type QuoteState = Schemas['QuoteState']
export type MadeFrom = Schemas['MadeFrom']
export type TakenLine = Schemas['TakenLine']

const at = (id: string) => ({ params: { path: { id } } })

export function quoteOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id, 'quote'],
    queryFn: ({ signal }) => answer(api.GET('/v1/quotes/{id}', { ...at(id), signal })),
  })
}

/** Notes down what the client said. */
export function answerQuote(id: string, given: Schemas['AnswerIn']) {
  return answer(api.POST('/v1/quotes/{id}/answer', { ...at(id), body: given }))
}

/** A draft of an invoice or proforma: of everything that is left, or of so much of some lines. */
export function convertQuote(id: string, kind: 'invoice' | 'proforma', lines: TakenLine[] = []): Promise<MadeFrom> {
  return answer(api.POST('/v1/quotes/{id}/convert', { ...at(id), body: { kind, lines } }))
}

/** A draft of a deposit invoice. */
export function askDeposit(id: string, wish: Schemas['DepositIn']): Promise<MadeFrom> {
  return answer(api.POST('/v1/quotes/{id}/deposit', { ...at(id), body: wish }))
}

/** A draft that replaces the quote once it is issued. */
export function reviseQuote(id: string): Promise<MadeFrom> {
  return answer(api.POST('/v1/quotes/{id}/revise', at(id)))
}
