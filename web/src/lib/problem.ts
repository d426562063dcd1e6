// Turns an RFC 9457 answer into something a form can show: one sentence, and the sentence of each field.

export type FieldError = { detail: string; pointer: string }

/** Path of a value inside the request body, as the form names it: "lines.0.unit_price". */
export type FieldErrors = Readonly<Record<string, string>>

export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly errors: readonly FieldError[]

  constructor(given: { status: number; code: string; title: string; detail: string; errors?: readonly FieldError[] }) {
    super(given.detail)
    this.name = 'Problem'
    this.status = given.status
    this.code = given.code
    this.title = given.title
    this.errors = given.errors ?? []
  }

  /** No answer at all: the network is away or the server is. */
  get isOffline(): boolean {
    return this.status === 0
  }
}

export const OFFLINE = { status: 0, code: 'offline', title: 'No connection' } as const

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}

function fieldErrorsOf(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: { detail?: unknown; pointer?: unknown }) =>
    typeof item?.detail === 'string' ? [{ detail: item.detail, pointer: textOf(item.pointer, '#') }] : [],
  )
}

/** Understands problem+json and survives anything else (a proxy's HTML page, an empty body). */
export function problemFrom(status: number, body: unknown): Problem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return new Problem({
    status,
    code: textOf(given.code, `http.${status}`),
    title: textOf(given.title, 'Something went wrong'),
    detail: textOf(
      given.detail,
      'The server did not say why. Try again; if it happens again, tell your administrator.',
    ),
    errors: fieldErrorsOf(given.errors),
  })
}

/** "#/lines/0/unit_price" -> "lines.0.unit_price" (RFC 6901, as a URI fragment). */
export function pathOf(pointer: string): string {
  const raw = pointer.replace(/^#/, '').replace(/^\//, '')
  const parts = raw.split('/').map((part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~'))
  return parts.join('.')
}

/** The first sentence for each field. */
export function fieldErrors(problem: unknown): FieldErrors {
  if (!(problem instanceof Problem)) return {}
  const found: Record<string, string> = {}
  for (const { pointer, detail } of problem.errors) found[pathOf(pointer)] ??= detail
  return found
}

/** What to say about any thrown thing, as one sentence. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.message
  return 'Something went wrong in this page. Reload it; what you typed is kept on this device.'
}
