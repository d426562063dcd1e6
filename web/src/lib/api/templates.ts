// Templates: the standard ones, the organization's own, and which of them draws a company's documents.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type StandardName = Schemas['StandardTemplate']['name']
export type TemplateChoice = Schemas['TemplateChoice']

/** A template one can choose: a standard one by its name, or one's own by its id. */
export type Choosable = { standard: StandardName; title: string } | { template_id: string; title: string }

export const standardTemplatesOptions = queryOptions({
  queryKey: ['templates', 'standard'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/templates/standard', { signal }))).data,
  staleTime: Number.POSITIVE_INFINITY,
})

export const ownTemplatesOptions = queryOptions({
  queryKey: ['templates', 'own'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/v1/templates', { params: { query: { limit: 100 } }, signal }))).data,
})

export const templateChoicesOptions = queryOptions({
  queryKey: ['templates', 'choices'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/templates/choices', { signal }))).data,
})

/** The exact pages of a template as a company's paper, over an example. */
export function templatePagesOptions(template: Choosable, company: string) {
  const which = 'standard' in template ? { standard: template.standard } : { template_id: template.template_id }
  return queryOptions({
    queryKey: ['templates', 'pages', which, company],
    queryFn: async ({ signal }) =>
      (await answer(api.POST('/v1/templates/preview', { body: { ...which, company_id: company }, signal }))).pages,
    staleTime: 300_000,
  })
}

export async function chooseTemplate(company: string, template: Choosable): Promise<readonly TemplateChoice[]> {
  const which = 'standard' in template ? { standard: template.standard } : { template_id: template.template_id }
  return (await answer(api.PUT('/v1/templates/choices', { body: { company_id: company, ...which } }))).data
}
