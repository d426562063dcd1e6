// Companies of the organization, the taxes they charge, and the currencies of the world.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { DraftIn } from './types'

type Sold = NonNullable<DraftIn['supply']>

export const companiesOptions = queryOptions({
  queryKey: ['companies', 'active'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/v1/companies', { params: { query: { limit: 100 } }, signal }))).data,
})

/** The company one's new invoices come from; null until one is chosen. */
export const defaultCompanyOptions = queryOptions({
  queryKey: ['default-company'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/default-company', { signal }))).company_id,
})

export async function chooseDefaultCompany(id: string): Promise<void> {
  await answer(api.PUT('/v1/default-company', { body: { company_id: id } }))
}

/** What a company may charge on a day, the usual rate first; to a client as the sale of `supply` to it is taxed. */
export function taxRatesOptions(companyId: string, on: string, clientId?: string, supply: Sold = '') {
  const query = { company_id: companyId, on, ...(clientId && { client_id: clientId, supply }) }
  return queryOptions({
    queryKey: ['tax-rates', companyId, on, clientId ?? '', supply],
    queryFn: async ({ signal }) => (await answer(api.GET('/v1/tax-rates', { params: { query }, signal }))).data,
    enabled: companyId !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
}

export const currenciesOptions = queryOptions({
  queryKey: ['currencies'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/currencies', { signal }))).data,
  staleTime: Number.POSITIVE_INFINITY,
})
