// Fonts the organization brought itself: one file for each style of a family.
import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client'
import type { components } from './schema'

export type OwnFont = components['schemas']['OwnFont']

export const ownFontsOptions = queryOptions({
  queryKey: ['own-fonts'],
  queryFn: async ({ signal }) =>
    (await answer(api.GET('/v1/own-fonts', { params: { query: { limit: 100 } }, signal }))).data,
})

/**
 * The person has said that there is a license; the server looks at the file and refuses what cannot be printed. Of a variable
 * font it takes more than one.
 */
export async function addOwnFonts(file: File): Promise<OwnFont[]> {
  const raw = { body: file as unknown as string, bodySerializer: (body: unknown) => body as BodyInit }
  const headers = { 'Content-Type': 'application/octet-stream' }
  return (await answer(api.POST('/v1/own-fonts', { params: { query: { licensed: true } }, ...raw, headers }))).data
}

export function removeOwnFont(font: OwnFont): Promise<unknown> {
  return answer(api.DELETE('/v1/own-fonts/{id}', { params: { path: { id: font.id } } }))
}
