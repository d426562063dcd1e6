// Changing companies: their profile, logo and reminders.
import { queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'
import type { Company, ReminderPolicy } from './types'

type Schemas = components['schemas']
export type CompanyIn = Schemas['CompanyIn']
export type PolicyIn = Schemas['PolicyIn']
export type InvoiceRules = Schemas['InvoiceRules']
export type InvoiceRulesIn = Schemas['InvoiceRulesIn']

const at = (id: string) => ({ params: { path: { id } } })

export function companyListOptions(archived: boolean) {
  return queryOptions({
    queryKey: ['companies', 'list', archived],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/companies', { params: { query: { archived, limit: 100 } }, signal }))).data,
  })
}

export function companyOptions(id: string) {
  return queryOptions({
    queryKey: ['companies', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/companies/{id}', { ...at(id), signal })),
  })
}

export function createCompany(body: CompanyIn): Promise<Company> {
  return answer(api.POST('/v1/companies', { body }))
}

export function updateCompany(id: string, version: number, body: CompanyIn): Promise<Company> {
  return answer(api.PUT('/v1/companies/{id}', { ...at(id), body, headers: ifMatch(version) }))
}

/** Takes the picture as it is; the server redraws it and refuses what is no PNG or JPEG. */
export function setLogo(id: string, picture: File): Promise<Company> {
  const raw = { body: picture as unknown as string, bodySerializer: (body: unknown) => body as BodyInit }
  return answer(api.PUT('/v1/companies/{id}/logo', { ...at(id), ...raw, headers: { 'Content-Type': picture.type } }))
}

export function removeLogo(id: string): Promise<Company> {
  return answer(api.DELETE('/v1/companies/{id}/logo', at(id)))
}

export function archiveCompany(id: string): Promise<Company> {
  return answer(api.POST('/v1/companies/{id}/archive', at(id)))
}

export function restoreCompany(id: string): Promise<Company> {
  return answer(api.POST('/v1/companies/{id}/restore', at(id)))
}

export function updatePolicy(id: string, version: number, body: PolicyIn): Promise<ReminderPolicy> {
  return answer(api.PUT('/v1/reminder-policies/{id}', { ...at(id), body, headers: ifMatch(version) }))
}

export function rulesOptions(id: string) {
  return queryOptions({
    queryKey: ['invoice-rules', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/companies/{id}/invoice-rules', { ...at(id), signal })),
  })
}

export function updateRules(id: string, version: number, body: InvoiceRulesIn): Promise<InvoiceRules> {
  return answer(api.PUT('/v1/companies/{id}/invoice-rules', { ...at(id), body, headers: ifMatch(version) }))
}
