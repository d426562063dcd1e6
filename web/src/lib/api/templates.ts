// Templates: the standard ones, the organization's own, and which of them draws a company's documents.
import { queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type StandardName = Schemas['StandardTemplate']['name']
export type TemplateChoice = Schemas['TemplateChoice']
export type Template = Schemas['Template']
export type TemplateLine = Schemas['TemplateLine']
export type TemplateKind = Template['kind']
export type TemplateContent = Schemas['TemplateDraft']['content']
export type TemplateProblem = Schemas['TextProblem']
export type TemplateVariables = Schemas['TemplateVariables']

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

export const archivedTemplatesOptions = queryOptions({
  queryKey: ['templates', 'archived'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/v1/templates', { params: { query: { limit: 100, archived: true } }, signal }))).data,
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

/** What draws a client's documents; without a template, as for everybody. `company` null: of every company. */
export async function chooseTemplateForClient(company: string | null, client: string, template: Choosable | null) {
  const { title: _, ...which } = template ?? { title: '' }
  const body = { company_id: company, client_id: client, ...which }
  return (await answer(api.PUT('/v1/templates/choices', { body }))).data
}

export function templateOptions(id: string) {
  return queryOptions({
    queryKey: ['templates', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/templates/{id}', { params: { path: { id } }, signal })),
  })
}

/** Everything a text may name, with an example of each. */
export const templateVariablesOptions = queryOptions({
  queryKey: ['templates', 'variables'],
  queryFn: ({ signal }) => answer(api.GET('/v1/template-variables', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

/** What is wrong with content that is not saved yet. */
export function templateCheckOptions(id: string, content: TemplateContent) {
  return queryOptions({
    queryKey: ['templates', 'check', id, content],
    queryFn: async ({ signal }) =>
      (await answer(api.POST('/v1/templates/check', { body: { content, template_id: id }, signal }))).problems,
    staleTime: 60_000,
    gcTime: 60_000,
  })
}

/** The pages of content that is not saved yet, over an example. */
export function templateDraftPagesOptions(id: string, content: TemplateContent, company: string | null) {
  return queryOptions({
    queryKey: ['templates', 'draft-pages', id, content, company],
    queryFn: ({ signal }) =>
      answer(api.POST('/v1/templates/preview', { body: { content, template_id: id, company_id: company }, signal })),
    staleTime: 60_000,
    gcTime: 60_000,
  })
}

export function createTemplate(wanted: Schemas['TemplateIn']): Promise<Template> {
  return answer(api.POST('/v1/templates', { body: wanted }))
}

export function saveTemplate(id: string, version: number, draft: Schemas['TemplateDraft']): Promise<Template> {
  return answer(api.PUT('/v1/templates/{id}', { params: { path: { id } }, body: draft, headers: ifMatch(version) }))
}

export function publishTemplate(id: string, version: number): Promise<Template> {
  return answer(
    api.POST('/v1/templates/{id}/publish', { params: { path: { id } }, body: { note: '' }, headers: ifMatch(version) }),
  )
}

/** Offer a template no more, or again. */
export function putTemplateAway(id: string, archived: boolean): Promise<Template> {
  const params = { params: { path: { id } } }
  return answer(
    archived ? api.POST('/v1/templates/{id}/archive', params) : api.POST('/v1/templates/{id}/unarchive', params),
  )
}
