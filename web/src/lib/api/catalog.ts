// The catalog on the server: items, prices of single clients, and lines made of what is typed or pasted.
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { answer, api, ifMatch } from './client'
import type {
  ContractPrice,
  ContractPriceIn,
  Item,
  ItemIn,
  ItemLine,
  ItemQuery,
  ItemsFile,
  ItemsReport,
  LineIn,
  LineSuggestion,
  LinesText,
  ParsedLines,
} from './types'

const at = (id: string) => ({ params: { path: { id } } })

/** What decides a price: who buys, in which currency, on which day. */
export type Sale = { client_id?: string; currency?: string; on?: string }

export function itemsOptions(query: ItemQuery) {
  return queryOptions({
    queryKey: ['items', 'list', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/items', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function itemOptions(id: string) {
  return queryOptions({
    queryKey: ['items', id],
    queryFn: ({ signal }) => answer(api.GET('/v1/items/{id}', { ...at(id), signal })),
  })
}

/** Prices agreed with clients for one item, the newest first. */
export function contractPricesOptions(itemId: string) {
  return queryOptions({
    queryKey: ['items', itemId, 'contract-prices'],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/v1/contract-prices', { params: { query: { item_id: itemId, limit: 100 } }, signal })))
        .data,
  })
}

export function createItem(item: ItemIn): Promise<Item> {
  return answer(api.POST('/v1/items', { body: item }))
}

export function updateItem(id: string, version: number, item: ItemIn): Promise<Item> {
  return answer(api.PUT('/v1/items/{id}', { ...at(id), body: item, headers: ifMatch(version) }))
}

export function archiveItem(id: string): Promise<Item> {
  return answer(api.POST('/v1/items/{id}/archive', at(id)))
}

export function restoreItem(id: string): Promise<Item> {
  return answer(api.POST('/v1/items/{id}/restore', at(id)))
}

export function agreePrice(itemId: string, price: ContractPriceIn): Promise<ContractPrice> {
  return answer(api.POST('/v1/items/{id}/contract-prices', { ...at(itemId), body: price }))
}

export function cancelPrice(id: string) {
  return answer(api.DELETE('/v1/contract-prices/{id}', at(id)))
}

/** What an import would do; writes nothing. */
export function checkItems(file: ItemsFile, signal?: AbortSignal): Promise<ItemsReport> {
  return answer(api.POST('/v1/items/import/check', { body: file, ...(signal && { signal }) }))
}

/** All rows or none. */
export function importItems(file: ItemsFile): Promise<ItemsReport> {
  return answer(api.POST('/v1/items/import', { body: file }))
}

export async function suggestLines(text: string, sale: Sale, signal: AbortSignal): Promise<LineSuggestion[]> {
  return (await answer(api.GET('/v1/items/suggest', { params: { query: { text, ...sale } }, signal }))).data
}

/** The item as lines with their prices; a bundle as one for each part. */
export async function itemLines(id: string, quantity: string, sale: Sale): Promise<ItemLine[]> {
  const params = { path: { id }, query: { quantity, ...sale } }
  return (await answer(api.GET('/v1/items/{id}/lines', { params }))).data
}

export function parseLines(table: LinesText, sale: Sale, signal: AbortSignal): Promise<ParsedLines> {
  return answer(api.POST('/v1/lines/parse', { params: { query: sale }, body: table, signal }))
}

/** Lines with the prices their items have now for this sale; the others as they are. */
export async function priceLines(lines: LineIn[], sale: Sale): Promise<ItemLine[]> {
  return (await answer(api.POST('/v1/lines/price', { params: { query: sale }, body: { lines } }))).data
}

/** The sheets of a workbook as text that can be parsed with a decimal point. */
export async function readSheets(file: File) {
  const body = { body: file as unknown as string, bodySerializer: (given: unknown) => given as Blob }
  return (await answer(api.POST('/v1/lines/read', body))).sheets
}

/** Everything that shows the catalog is asked for again. */
export async function itemsChanged(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: ['items'] })
}
