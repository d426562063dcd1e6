// What differs between two states of a thing, value by value.

export type Change = { path: string; before: string; after: string }

function leaves(value: unknown, path: string, found: Map<string, string>): Map<string, string> {
  if (value === null || value === undefined || value === '') return found
  if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) leaves(part, path === '' ? key : `${path}.${key}`, found)
    return found
  }
  return found.set(path, String(value))
}

/** Every value that is not the same on both sides, in the order of the newer state; empty values count as none. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const old = leaves(before, '', new Map())
  const now = leaves(after, '', new Map())
  const paths = new Set([...now.keys(), ...old.keys()])
  return [...paths]
    .map((path) => ({ path, before: old.get(path) ?? '', after: now.get(path) ?? '' }))
    .filter((change) => change.before !== change.after)
}

const NAMES = ['number', 'document.number', 'name', 'profile.name', 'client_name', 'email', 'recipient', 'reference']

/** What the entry is about, by the name it carries; empty when it carries none. */
export function nameOf(before: unknown, after: unknown): string {
  const facts = leaves(after, '', leaves(before, '', new Map()))
  return NAMES.map((path) => facts.get(path)).find((name) => name !== undefined) ?? ''
}
