// Cursor pages: the address holds where one is, memory holds the way back.
import { useRef } from 'react'

export type Paging = { onPrevious: (() => void) | undefined; onNext: (() => void) | undefined }

/** `go` puts a cursor into the address. After a reload "previous" leads to the first page, as the way is forgotten. */
export function usePaging(
  cursor: string | undefined,
  next: string | null | undefined,
  go: (cursor: string | undefined) => void,
): Paging {
  const before = useRef(new Map<string, string | undefined>())
  const forward = (target: string) => {
    before.current.set(target, cursor)
    go(target)
  }
  return {
    onPrevious: cursor === undefined ? undefined : () => go(before.current.get(cursor)),
    onNext: next ? () => forward(next) : undefined,
  }
}

/** The address of an export with the same filters; parameters without a value are left out. */
export function exportPath(path: string, query: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value) params.append(name, String(one))
    else if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}
