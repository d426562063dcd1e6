// The PDFs of documents: what is inside, and what a company wishes of them.
import { queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type PrintFacts = Schemas['PrintFacts']
export type PrintSettings = Schemas['PrintSettings']
export type PrintWish = Schemas['PrintWish']
export type SigningCertificate = Schemas['SigningCertificate']
export type LockIn = Schemas['LockIn']

const at = (id: string) => ({ params: { path: { id } } })

/** What the PDF of an invoice carries; of a draft, what it will carry. */
export function printOptions(id: string, version: number) {
  return queryOptions({
    queryKey: ['invoices', id, 'print', version],
    queryFn: ({ signal }) => answer(api.GET('/v1/invoices/{id}/print', { ...at(id), signal })),
  })
}

export function printSettingsOptions(company: string) {
  return queryOptions({
    queryKey: ['companies', company, 'print-settings'],
    queryFn: ({ signal }) => answer(api.GET('/v1/companies/{id}/print-settings', { ...at(company), signal })),
  })
}

export function changePrintSettings(company: string, version: number, body: PrintWish): Promise<PrintSettings> {
  return answer(api.PUT('/v1/companies/{id}/print-settings', { ...at(company), body, headers: ifMatch(version) }))
}

/** An address that shows a draft without signing in, for a week. */
export async function sharePreview(id: string): Promise<string> {
  const made = await answer(api.POST('/v1/invoices/{id}/preview-links', { ...at(id), body: { days: 7 } }))
  return made.url
}

export const htmlPath = (id: string) => `/v1/invoices/${id}/html`

/** A copy of the PDF that opens with the password only. */
export function lockedPdf(id: string, body: LockIn): Promise<Blob> {
  return answer(api.POST('/v1/invoices/{id}/locked-pdf', { ...at(id), body, parseAs: 'blob' })) as Promise<Blob>
}

/** The certificates a company ever signed with, newest first; one without `retired_at` is in use. */
export function certificatesOptions(company: string) {
  return queryOptions({
    queryKey: ['companies', company, 'certificates'],
    queryFn: async ({ signal }): Promise<SigningCertificate[]> =>
      (await answer(api.GET('/v1/companies/{id}/signing-certificates', { ...at(company), signal }))).data,
  })
}

export const certificatePath = (company: string, id: string) =>
  `/v1/companies/${company}/signing-certificates/${id}/file`

export function makeCertificate(company: string): Promise<SigningCertificate> {
  return answer(api.POST('/v1/companies/{id}/signing-certificate/make', at(company)))
}

export function removeCertificate(company: string): Promise<unknown> {
  return answer(api.DELETE('/v1/companies/{id}/signing-certificate', at(company)))
}

export async function uploadCertificate(company: string, file: File, password: string): Promise<SigningCertificate> {
  let content = ''
  for (const byte of new Uint8Array(await file.arrayBuffer())) content += String.fromCharCode(byte)
  const body = { pkcs12: btoa(content), password }
  return answer(api.PUT('/v1/companies/{id}/signing-certificate', { ...at(company), body }))
}
