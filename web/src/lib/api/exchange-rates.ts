// Exchange rates: what they are, where they come from, and those a person enters.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type ExchangeRate = Schemas['ExchangeRateOut']
export type RateSettings = Schemas['RateSettings']
export type RateSettingsIn = Schemas['RateSettingsIn']
export type RateStatus = Schemas['RateStatus']
export type OverrideIn = Schemas['OverrideIn']
/** The two currencies and the day that name an entered rate. */
export type RateKey = { base: string; quote: string; rate_date: string }

const at = ({ base, quote, rate_date }: RateKey) => ({ params: { path: { base, quote, rate_date } } })

/** The rates in force on a day, a page at a time. */
export function ratesOptions(on: string, cursor: string | undefined) {
  return queryOptions({
    queryKey: ['exchange-rates', 'list', on, cursor ?? ''],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/exchange-rates', { params: { query: { on, limit: 50, ...(cursor && { cursor }) } }, signal }),
      ),
    placeholderData: keepPreviousData,
  })
}

export const rateSettingsOptions = queryOptions({
  queryKey: ['exchange-rates', 'settings'],
  queryFn: ({ signal }) => answer(api.GET('/v1/exchange-rates/settings', { signal })),
})

export const rateStatusOptions = queryOptions({
  queryKey: ['exchange-rates', 'status'],
  queryFn: ({ signal }) => answer(api.GET('/v1/exchange-rates/status', { signal })),
})

export function updateRateSettings(version: number, body: RateSettingsIn): Promise<RateSettings> {
  return answer(api.PUT('/v1/exchange-rates/settings', { body, headers: ifMatch(version) }))
}

/** Asks for a refresh; a worker does it, and the status tells when. */
export function refreshRates(): Promise<RateStatus> {
  return answer(api.POST('/v1/exchange-rates/refresh', { body: {} }))
}

/** Enters a rate for a day; `version` is that of the one it replaces, null for a new one. */
export function enterRate(key: RateKey, version: number | null, body: OverrideIn): Promise<ExchangeRate> {
  const headers = version === null ? {} : ifMatch(version)
  return answer(api.PUT('/v1/exchange-rates/{base}/{quote}/{rate_date}', { ...at(key), body, headers }))
}

export async function removeRate(key: RateKey, version: number): Promise<void> {
  await answer(api.DELETE('/v1/exchange-rates/{base}/{quote}/{rate_date}', { ...at(key), headers: ifMatch(version) }))
}
