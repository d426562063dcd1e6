// What belongs to clients beside their profiles: contacts, own fields, segments, tags, duplicates, history.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { Client, ClientField, ClientFieldIn, Contact, ContactIn, MergeIn, Segment, SegmentIn } from './types'

const at = (id: string) => ({ params: { path: { id } } })

export function contactsOptions(clientId: string) {
  return queryOptions({
    queryKey: ['clients', clientId, 'contacts'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/clients/{id}/contacts', { ...at(clientId), signal }))).data,
  })
}

export function saveContact(clientId: string, contact: ContactIn, before?: Contact): Promise<Contact> {
  return before
    ? answer(api.PUT('/v1/contacts/{id}', { ...at(before.id), body: contact, headers: ifMatch(before.version) }))
    : answer(api.POST('/v1/clients/{id}/contacts', { ...at(clientId), body: contact }))
}

export async function removeContact(contact: Contact): Promise<void> {
  await api.DELETE('/v1/contacts/{id}', { ...at(contact.id), headers: ifMatch(contact.version) })
}

export const clientFieldsOptions = queryOptions({
  queryKey: ['client-fields'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/client-fields', { signal }))).data,
})

export function saveField(field: ClientFieldIn, before?: ClientField): Promise<ClientField> {
  return before
    ? answer(api.PUT('/v1/client-fields/{id}', { ...at(before.id), body: field, headers: ifMatch(before.version) }))
    : answer(api.POST('/v1/client-fields', { body: field }))
}

export const segmentsOptions = queryOptions({
  queryKey: ['segments'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/segments', { signal }))).data,
})

export function createSegment(segment: SegmentIn): Promise<Segment> {
  return answer(api.POST('/v1/segments', { body: segment }))
}

export async function removeSegment(segment: Segment): Promise<void> {
  await api.DELETE('/v1/segments/{id}', { ...at(segment.id), headers: ifMatch(segment.version) })
}

export const clientTagsOptions = queryOptions({
  queryKey: ['clients', 'tags'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/clients/tags', { signal }))).data,
})

export function duplicatesOptions(clientId: string) {
  return queryOptions({
    queryKey: ['clients', clientId, 'duplicates'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/clients/{id}/duplicates', { ...at(clientId), signal }))).data,
  })
}

export const allDuplicatesOptions = queryOptions({
  queryKey: ['clients', 'duplicates'],
  queryFn: async ({ signal }) => (await answer(api.GET('/v1/clients/duplicates', { signal }))).data,
})

export function mergeClients(into: Client, what: MergeIn): Promise<Client> {
  return answer(api.POST('/v1/clients/{id}/merge', { ...at(into.id), body: what, headers: ifMatch(into.version) }))
}

export function historyOptions(clientId: string) {
  return infiniteQueryOptions({
    queryKey: ['clients', clientId, 'history'],
    queryFn: ({ signal, pageParam }) =>
      answer(
        api.GET('/v1/clients/{id}/history', {
          params: { path: { id: clientId }, query: pageParam ? { cursor: pageParam } : {} },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
}
