// Tax rules and registrations of the companies, and answers about clients' tax numbers.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type TaxRule = Schemas['TaxRuleOut']
export type TaxRuleIn = Schemas['TaxRuleIn']
export type TaxRegistration = Schemas['TaxRegistration']
export type TaxRegistrationIn = Schemas['RegistrationIn']

const one = (id: string) => ({ params: { path: { id } } })

export function taxRulesOptions(cursor: string | undefined) {
  return queryOptions({
    queryKey: ['tax-rules', cursor ?? ''],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/tax-rules', { params: { query: { limit: 50, ...(cursor && { cursor }) } }, signal })),
    placeholderData: keepPreviousData,
  })
}

export const registrationsOptions = queryOptions({
  queryKey: ['tax-registrations'],
  queryFn: ({ signal }) => answer(api.GET('/v1/tax-registrations', { params: { query: { limit: 100 } }, signal })),
})

export function addRule(body: TaxRuleIn): Promise<TaxRule> {
  return answer(api.POST('/v1/tax-rules', { body }))
}

export function endRule({ id, version }: TaxRule, end_date: string): Promise<TaxRule> {
  return answer(api.POST('/v1/tax-rules/{id}/end', { ...one(id), body: { end_date }, headers: ifMatch(version) }))
}

export async function removeRule({ id, version }: TaxRule): Promise<void> {
  await answer(api.DELETE('/v1/tax-rules/{id}', { ...one(id), headers: ifMatch(version) }))
}

export function addRegistration(body: TaxRegistrationIn): Promise<TaxRegistration> {
  return answer(api.POST('/v1/tax-registrations', { body }))
}

export async function removeRegistration({ id, version }: TaxRegistration): Promise<void> {
  await answer(api.DELETE('/v1/tax-registrations/{id}', { ...one(id), headers: ifMatch(version) }))
}

export function keepNumberCheck(client: string, body: Schemas['TaxIdCheckIn']): Promise<Schemas['TaxIdCheck']> {
  return answer(api.POST('/v1/clients/{id}/tax-id-checks', { ...one(client), body }))
}
