// The organization on the server: its facts, its people, its keys, its audit trail and its clock.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type Organization = Schemas['Organization']
export type OrganizationIn = Schemas['OrganizationIn']
export type Member = Schemas['Member']
export type Invitation = Schemas['Invitation']
export type Role = Member['role']
export type ApiKey = Schemas['ApiKey']
export type AuditEntry = Schemas['AuditEntry']
export type Session = Schemas['Session']
export type AuditQuery = NonNullable<paths['/v1/audit']['get']['parameters']['query']>

const at = (id: string) => ({ params: { path: { id } } })

export const organizationOptions = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) => answer(api.GET('/v1/organization', { signal })),
})

export const sessionsOptions = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/me/sessions', { signal }))).data,
})

export const invitationsOptions = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/invitations', { signal }))).data,
})

export const apiKeysOptions = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/api-keys', { signal }))).data,
})

export const permissionsOptions = queryOptions({
  queryKey: ['permissions'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/permissions', { signal }))).data,
  staleTime: Number.POSITIVE_INFINITY,
})

export function auditOptions(query: AuditQuery) {
  return queryOptions({
    queryKey: ['audit', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/audit', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function createOrganization(body: OrganizationIn): Promise<Organization> {
  return answer(api.POST('/v1/organizations', { body }))
}

export function updateOrganization(version: number, body: OrganizationIn): Promise<Organization> {
  return answer(api.PUT('/v1/organization', { body, headers: ifMatch(version) }))
}

export function updateMe(body: Schemas['MeChange']) {
  return answer(api.PATCH('/v1/me', { body }))
}

export function endSession(id: string) {
  return answer(api.DELETE('/v1/me/sessions/{id}', at(id)))
}

export function updateMember(userId: string, body: Schemas['MemberChange']) {
  return answer(api.PATCH('/v1/members/{user_id}', { params: { path: { user_id: userId } }, body }))
}

export function removeMember(userId: string) {
  return answer(api.DELETE('/v1/members/{user_id}', { params: { path: { user_id: userId } } }))
}

export function inviteMember(body: Schemas['InvitationIn']) {
  return answer(api.POST('/v1/invitations', { body }))
}

export function withdrawInvitation(id: string) {
  return answer(api.DELETE('/v1/invitations/{id}', at(id)))
}

export function createApiKey(body: Schemas['ApiKeyIn']) {
  return answer(api.POST('/v1/api-keys', { body }))
}

export function revokeApiKey(id: string) {
  return answer(api.DELETE('/v1/api-keys/{id}', at(id)))
}

/** Moves the organization's time forward and lets everything that falls due on the way happen. */
export function advanceTestClock(wish: { days: number } | { to: string }) {
  return answer(api.POST('/v1/test-clock/advance', { body: wish }))
}

export function resetTestClock() {
  return answer(api.DELETE('/v1/test-clock'))
}
