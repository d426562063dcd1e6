import { afterEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '~/lib/problem'
import { answer, api, onSessionEnded, setCsrfToken } from './client'

function serve(status: number, body: unknown) {
  const spy = vi.fn(async (request: Request) => {
    calls.push(request)
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
  })
  vi.stubGlobal('fetch', spy)
  return spy
}

const calls: Request[] = []
const signIn = { body: { email: 'kim@example.com', password: 'wrong' } }

describe('api client', () => {
  afterEach(() => {
    calls.length = 0
    vi.unstubAllGlobals()
  })

  it('sends the CSRF token and an idempotency key with writes only', async () => {
    setCsrfToken('token-1')
    serve(200, {})
    await api.GET('/v1/me', { fetch: globalThis.fetch })
    await api.POST('/v1/organizations/{id}/switch', { params: { path: { id: 'o1' } }, fetch: globalThis.fetch })
    expect(calls[0]?.headers.get('X-CSRF-Token')).toBeNull()
    expect(calls[1]?.headers.get('X-CSRF-Token')).toBe('token-1')
    expect(calls[1]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
  })

  it('throws the problem the server described', async () => {
    serve(401, { title: 'Wrong', detail: 'Wrong e-mail or password.', code: 'auth.wrong' })
    const thrown = await answer(api.POST('/v1/auth/sign-in', { ...signIn, fetch: globalThis.fetch })).catch((e) => e)
    expect(thrown).toBeInstanceOf(Problem)
    expect(thrown).toMatchObject({ status: 401, code: 'auth.wrong', message: 'Wrong e-mail or password.' })
  })

  it('tells when the session ended, but not when a sign-in failed', async () => {
    const ended = vi.fn()
    const off = onSessionEnded(ended)
    serve(401, { code: 'auth.wrong' })
    await api.POST('/v1/auth/sign-in', { ...signIn, fetch: globalThis.fetch }).catch(() => {})
    expect(ended).not.toHaveBeenCalled()
    const search = { params: { query: { q: 'bakery' } }, fetch: globalThis.fetch }
    await api.GET('/v1/search', search).catch(() => {})
    expect(ended).toHaveBeenCalledOnce()
    off()
  })

  it('says that nobody answered', async () => {
    const fails = vi.fn(async () => {
      throw new TypeError('Failed to fetch')
    })
    const thrown = await api.GET('/v1/me', { fetch: fails }).catch((e) => e)
    expect(thrown).toMatchObject({ status: 0, code: 'offline', isOffline: true })
  })
})
