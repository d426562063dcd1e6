// Provisional: the paths the shell needs, written from the contract until `npm run api` generates this file.
type Json<T> = { content: { 'application/json': T } }
type Reply<T, S extends number = 200> = { responses: { [K in S]: Json<T> } }
type Body<T> = { requestBody: Json<T> }
type NoParameters = { parameters: { query?: never; header?: never; path?: never; cookie?: never } }
type Path<T> = NoParameters & T

export type Organization = {
  id: string
  name: string
  country: string
  time_zone: string
  base_currency: string
  language: string
  clock_at: string | null
  is_demo: boolean
  version: number
  created_at: string
}

export type Me = {
  user: { id: string; email: string; name: string }
  organization: Organization | null
  role: string | null
  permissions: string[]
  organizations: { id: string; name: string; role: string; is_demo: boolean }[]
  csrf_token: string | null
  mailbox: boolean
  now: string
  test_clock: string | null
}

export type Found = {
  invoices: {
    id: string
    number: string | null
    client_name: string
    balance: string
    currency: string
    status: string
  }[]
  clients: { id: string; name: string }[]
}

type Empty = Record<string, never>

export interface paths {
  '/v1/me': Path<{ get: Reply<Me> }>
  '/v1/search': {
    parameters: { query: { q: string } }
    get: { parameters: { query: { q: string } } } & Reply<Found>
  }
  '/v1/auth/sign-in': Path<{ post: Body<{ email: string; password: string }> & Reply<Me> }>
  '/v1/auth/sign-up': Path<{ post: Body<{ email: string; password: string; name: string }> & Reply<{ email: string }, 202> }>
  '/v1/auth/verify-email': Path<{ post: Body<{ token: string }> & Reply<Me> }>
  '/v1/auth/resend-verification': Path<{ post: Body<{ email: string }> & Reply<Empty, 202> }>
  '/v1/auth/sign-out': Path<{ post: Reply<Empty, 204> }>
  '/v1/auth/forgot-password': Path<{ post: Body<{ email: string }> & Reply<Empty, 202> }>
  '/v1/auth/reset-password': Path<{ post: Body<{ token: string; password: string }> & Reply<Empty, 204> }>
  '/v1/organizations': Path<{
    post: Body<{ name: string; country: string; time_zone: string; base_currency: string; language?: string }> &
      Reply<Organization, 201>
  }>
  '/v1/organizations/{id}/switch': {
    parameters: { path: { id: string } }
    post: { parameters: { path: { id: string } } } & Reply<Me>
  }
  '/v1/test-clock/advance': Path<{ post: Body<{ to?: string; days?: number }> & Reply<{ clock_at: string; sent: number }> }>
  '/v1/test-clock': Path<{ delete: Reply<Empty, 204> }>
}
