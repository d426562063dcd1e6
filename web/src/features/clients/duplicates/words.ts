// What two clients have in common, in words.
import type { Client, Duplicate } from '~/lib/api/types'

const SHARED: Readonly<Record<Duplicate['alike'][number], string>> = {
  tax_id: 'has the same tax number',
  name: 'has the same name',
  domain: 'has a similar name and mail at the same domain',
}

/** "has the same tax number and has the same name" */
export function alikeWords(alike: Duplicate['alike']): string {
  const words = alike.map((one) => SHARED[one])
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(words)
}

/** The other one of the two. */
export function partnerOf(pair: Duplicate, id: string): Client {
  return pair.one.id === id ? pair.other : pair.one
}
