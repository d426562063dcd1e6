// The one way to the server: typed paths, session cookie, CSRF header, idempotency keys, problems as exceptions.
import createClient, { type Middleware } from 'openapi-fetch'
import { OFFLINE, Problem, problemFrom } from '~/lib/problem'
import type { paths } from './schema'

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE']

let csrfToken: string | null = null
const sessionEndedListeners = new Set<() => void>()

/** Kept in memory only; comes with every answer that describes the session. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token
}

/** Calls back when the server says the session is over (401 on anything but asking who one is or signing in). */
export function onSessionEnded(listener: () => void): () => void {
  sessionEndedListeners.add(listener)
  return () => sessionEndedListeners.delete(listener)
}

/** A new random key. `crypto.randomUUID` is missing on plain http, where self-hosted installations may run. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.clone().json()
  } catch {
    return null
  }
}

const middleware: Middleware = {
  onRequest({ request }) {
    if (!WRITES.includes(request.method)) return undefined
    if (csrfToken !== null) request.headers.set('X-CSRF-Token', csrfToken)
    if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', newKey())
    return request
  },
  async onResponse({ response, schemaPath }) {
    if (response.ok) return undefined
    const asking = schemaPath === '/v1/me' || schemaPath.startsWith('/v1/auth/')
    if (response.status === 401 && !asking) for (const listener of sessionEndedListeners) listener()
    throw problemFrom(response.status, await bodyOf(response))
  },
  onError({ error }) {
    if (error instanceof Problem) return error
    if (error instanceof DOMException && error.name === 'AbortError') return error
    const detail = 'The server cannot be reached. What you typed is kept; try again when the connection is back.'
    return new Problem({ ...OFFLINE, detail })
  },
}

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', credentials: 'same-origin' })
api.use(middleware)

/** The answer's body; problems have been thrown before this returns. */
export async function answer<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data } = await call
  return data as T
}

/** The header that says which version a change was made on. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` }
}
