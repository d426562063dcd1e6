// Exemption certificates of clients, and their copies.
import { queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { Certificate, CertificateIn } from './types'

const at = (id: string) => ({ params: { path: { id } } })

export function certificatesOptions(clientId: string) {
  return queryOptions({
    queryKey: ['clients', clientId, 'certificates'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/clients/{id}/certificates', { ...at(clientId), signal }))).data,
  })
}

export function saveCertificate(clientId: string, body: CertificateIn, before?: Certificate): Promise<Certificate> {
  return before
    ? answer(api.PUT('/v1/certificates/{id}', { ...at(before.id), body, headers: ifMatch(before.version) }))
    : answer(api.POST('/v1/clients/{id}/certificates', { ...at(clientId), body }))
}

export async function removeCertificate(certificate: Certificate): Promise<void> {
  await answer(api.DELETE('/v1/certificates/{id}', { ...at(certificate.id), headers: ifMatch(certificate.version) }))
}

export function uploadCopy(id: string, copy: File): Promise<Certificate> {
  const raw = { body: copy as unknown as string, bodySerializer: (content: unknown) => content as BodyInit }
  return answer(
    api.PUT('/v1/certificates/{id}/file', {
      params: { path: { id }, query: { name: copy.name.slice(0, 200) } },
      ...raw,
      headers: { 'Content-Type': copy.type },
    }),
  )
}

export const copyPath = (certificate: Certificate) => `/v1/certificates/${certificate.id}/file`
