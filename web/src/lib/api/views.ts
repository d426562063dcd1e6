// Saved views of lists on the server.
import { queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type { SavedView, SavedViewIn } from './types'

const at = (id: string) => ({ params: { path: { id } } })

export function savedViewsOptions(list: SavedView['list']) {
  return queryOptions({
    queryKey: ['saved-views', list],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/saved-views', { params: { query: { list } }, signal }))).data as SavedView[],
    staleTime: 60_000,
  })
}

export function createView(wanted: SavedViewIn): Promise<SavedView> {
  return answer(api.POST('/v1/saved-views', { body: wanted }))
}

export function updateView(view: SavedView, wanted: SavedViewIn): Promise<SavedView> {
  return answer(api.PUT('/v1/saved-views/{id}', { ...at(view.id), body: wanted, headers: ifMatch(view.version) }))
}

export function deleteView(view: SavedView) {
  return answer(api.DELETE('/v1/saved-views/{id}', { ...at(view.id), headers: ifMatch(view.version) }))
}

/** How a list looks now, as it is saved. */
export type Look = Pick<SavedViewIn, 'filters'> & { sort: string; columns: string[] }

/** A list's query parameters as a view keeps them: each with its values as text, none without. */
export function keptFilters(query: object): Record<string, string[]> {
  const kept: Record<string, string[]> = {}
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) kept[name] = (Array.isArray(value) ? value : [value]).map(String)
  }
  return kept
}

function plain(look: { filters: Record<string, readonly string[]>; sort: string; columns: readonly string[] }): string {
  const filters = Object.entries(look.filters).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([filters, look.sort, look.columns])
}

/** Whether a list looks as this view says. */
export function looksLike(view: SavedView, look: Look): boolean {
  return plain(view) === plain(look)
}
