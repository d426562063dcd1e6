// Brands of a company: how its documents look.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type Brand = Schemas['Brand']
export type Design = Brand['design']
export type Role = keyof Design['palette']
export type Variant = Brand['logos'][number]['variant']
export type ColorPair = Schemas['ColorPair']
export type InkReading = Schemas['InkReading']
export type Ink = InkReading['suggestion']['ink']
export type Family = Schemas['Family']
export type Fonts = Schemas['Fonts']

const at = (id: string) => ({ params: { path: { id } } })
const one = (brand: Pick<Brand, 'id' | 'company_id'>) => ({
  params: { path: { id: brand.company_id, brand: brand.id } },
})

export function brandsOptions(company: string, archived = false) {
  return queryOptions({
    queryKey: ['brands', company, 'list', archived],
    queryFn: async ({ signal }) => {
      const query = { archived, limit: 100 }
      return (await answer(api.GET('/v1/companies/{id}/brands', { params: { path: { id: company }, query }, signal })))
        .data
    },
  })
}

export function brandOptions(company: string, brand: string) {
  return queryOptions({
    queryKey: ['brands', company, brand],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/companies/{id}/brands/{brand}', { ...one({ company_id: company, id: brand }), signal })),
  })
}

export const fontsOptions = queryOptions({
  queryKey: ['fonts'],
  queryFn: ({ signal }) => answer(api.GET('/v1/fonts', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
})

export function contrastOptions(design: Design) {
  return queryOptions({
    queryKey: ['contrast', design.palette, design.typography.title],
    queryFn: ({ signal }) => answer(api.POST('/v1/brands/contrast', { body: { design }, signal })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** How the inks of a design look on paper, and which come near to each of its colors. */
export function inksOptions({ palette, inks }: Design) {
  return queryOptions({
    queryKey: ['inks', palette, inks],
    queryFn: async ({ signal }) =>
      (await answer(api.POST('/v1/brands/inks', { body: { design: { palette, inks } }, signal }))).data,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The exact pages of an example invoice in a design that need not be saved. */
export function brandPagesOptions(brand: Brand, { inks: _, ...design }: Design) {
  const logo = brand.logos.find(({ variant }) => variant === 'full')?.url
  return queryOptions({
    queryKey: ['brands', 'pages', brand.company_id, brand.id, logo, design],
    queryFn: async ({ signal }) =>
      (await answer(api.POST('/v1/companies/{id}/brands/{brand}/preview', { ...one(brand), body: { design }, signal })))
        .pages,
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  })
}

export type BrandChoice = Schemas['BrandChoice']
export type Kind = NonNullable<BrandChoice['kind']>

export function brandChoicesOptions(company: string) {
  return queryOptions({
    queryKey: ['brands', company, 'choices'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/companies/{id}/brand-choices', { ...at(company), signal }))).data,
  })
}

/** Use a brand for every document of a kind; without one, the default again. */
export async function chooseBrandForKind(company: string, kind: Kind, brand: string | null) {
  const body = { kind, brand_id: brand }
  return (await answer(api.PUT('/v1/companies/{id}/brand-choices', { ...at(company), body }))).data
}

/** Use a brand for every document of a client; without one, as for everybody. */
export async function chooseBrandForClient(company: string, client: string, brand: string | null) {
  const body = { client_id: client, brand_id: brand }
  return (await answer(api.PUT('/v1/companies/{id}/brand-choices', { ...at(company), body }))).data
}

export function addBrand(company: string, name: string, copyOf: string | null): Promise<Brand> {
  return answer(api.POST('/v1/companies/{id}/brands', { ...at(company), body: { name, copy_of: copyOf } }))
}

export function saveBrand(brand: Brand, name: string, design: Design): Promise<Brand> {
  const headers = ifMatch(brand.version)
  return answer(api.PUT('/v1/companies/{id}/brands/{brand}', { ...one(brand), body: { name, design }, headers }))
}

export function makeDefaultBrand(brand: Brand): Promise<Brand> {
  return answer(api.POST('/v1/companies/{id}/brands/{brand}/default', one(brand)))
}

export function archiveBrand(brand: Brand): Promise<Brand> {
  return answer(api.POST('/v1/companies/{id}/brands/{brand}/archive', one(brand)))
}

export function restoreBrand(brand: Brand): Promise<Brand> {
  return answer(api.POST('/v1/companies/{id}/brands/{brand}/restore', one(brand)))
}

/** Takes the picture as it is; the server redraws it and refuses what is none. */
export function setBrandLogo(brand: Brand, variant: Variant, picture: File): Promise<Brand> {
  const raw = { body: picture as unknown as string, bodySerializer: (body: unknown) => body as BodyInit }
  const params = { ...one(brand).params, query: { variant } }
  const headers = { 'Content-Type': picture.type || 'application/octet-stream' }
  return answer(api.PUT('/v1/companies/{id}/brands/{brand}/logo', { params, ...raw, headers }))
}

export function removeBrandLogo(brand: Brand, variant: Variant): Promise<Brand> {
  const params = { ...one(brand).params, query: { variant } }
  return answer(api.DELETE('/v1/companies/{id}/brands/{brand}/logo', { params }))
}
