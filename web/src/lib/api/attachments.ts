// The files of an invoice: listed, added to a draft, changed and taken away.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type AttachedFile = Schemas['AttachedFile']
export type AttachmentIn = Schemas['AttachmentIn']

const at = (id: string) => ({ params: { path: { id } } })

/** What an invoice may carry (EN 16931); the server looks at the content. */
export const ATTACHABLE = '.pdf,.png,.jpg,.jpeg,.csv,.xlsx,.ods'

export function attachmentsOptions(id: string) {
  return queryOptions({
    queryKey: ['invoices', id, 'attachments'],
    queryFn: async ({ signal }) => (await answer(api.GET('/v1/invoices/{id}/attachments', { ...at(id), signal }))).data,
  })
}

export function attachFile(id: string, file: File): Promise<AttachedFile> {
  const params = { path: { id }, query: { name: file.name } }
  const given = { body: file as unknown as string, bodySerializer: (body: unknown) => body as Blob }
  return answer(api.POST('/v1/invoices/{id}/attachments', { params, ...given }))
}

export function changeAttachment({ id, version }: AttachedFile, wanted: AttachmentIn): Promise<AttachedFile> {
  return answer(api.PUT('/v1/attachments/{id}', { ...at(id), body: wanted, headers: ifMatch(version) }))
}

export function removeAttachment(id: string) {
  return answer(api.DELETE('/v1/attachments/{id}', at(id)))
}

export function attachmentsChanged(client: QueryClient, invoice: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ['invoices', invoice, 'attachments'] })
}

export const filePath = (id: string) => `/v1/attachments/${id}/file`

/** "120 kB", "3.4 MB". */
export function sizeWords(size: number): string {
  const kilobytes = Math.max(1, Math.round(size / 1000))
  return kilobytes < 1000 ? `${kilobytes} kB` : `${(size / 1_000_000).toFixed(1)} MB`
}
