// What the address of the list says: the tab, the filters, the order and the page; and the question it asks the server.
import * as z from 'zod/mini'
import type { InvoiceQuery } from '~/lib/api/types'
import { keptFilters, type Look } from '~/lib/api/views'
import { LISTS } from '../kinds'

export const TABS = [
  { id: 'all', label: 'All' },
  { id: 'drafts', label: 'Drafts' },
  { id: 'open', label: 'Open' },
  { id: 'overdue', label: 'Overdue' },
  { id: 'settled', label: 'Settled' },
  { id: 'written_off', label: 'Written off' },
] as const

/** Quotes are open, answered or drafts; money is settled or late. */
export const QUOTE_TABS = [
  { id: 'all', label: 'All' },
  { id: 'drafts', label: 'Drafts' },
  { id: 'accepted', label: 'Accepted' },
] as const

export type Tab = (typeof TABS)[number]['id'] | (typeof QUOTE_TABS)[number]['id']

const lists = z.enum(['quotes', 'proformas'])
const SORTS = ['-issue_date', 'due_date', '-days_past_due', 'number', '-gross', 'client_name'] as const
const tabs = z.enum(['drafts', 'open', 'overdue', 'settled', 'accepted', 'written_off'])
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const uuid = z.string().check(z.regex(/^[0-9a-f-]{36}$/))
const text = z.string().check(z.minLength(1), z.maxLength(100))

function lenient<T extends z.ZodMiniType>(kind: T) {
  return z.catch(z.optional(kind), undefined)
}

/** Unknown or broken values are dropped; what is usual is not written into the address. */
export const invoiceSearch = z.object({
  list: lenient(lists),
  tab: lenient(tabs),
  q: lenient(text),
  client: lenient(uuid),
  company: lenient(uuid),
  currency: lenient(z.string().check(z.regex(/^[A-Z]{3}$/))),
  from: lenient(day),
  to: lenient(day),
  sort: lenient(z.enum(SORTS)),
  cursor: lenient(z.string()),
  run: lenient(uuid),
  columns: lenient(z.string().check(z.regex(/^[a-z_]+(,[a-z_]+)*$/), z.maxLength(200))),
})

export type InvoiceSearch = z.infer<typeof invoiceSearch>

const BY_TAB: Record<Tab, InvoiceQuery> = {
  all: {},
  drafts: { status: ['draft'] },
  open: { state: 'open' },
  overdue: { state: 'overdue' },
  settled: { state: 'settled' },
  written_off: { state: 'written_off' },
  accepted: { state: 'accepted' },
}

/** The filters alone, as the list and its CSV file share them. */
export function filtersOf(search: InvoiceSearch): InvoiceQuery {
  const { q, client, company, currency, from, to } = search
  return {
    kind: [...(LISTS.find((one) => one.id === search.list) ?? LISTS[0]).kinds],
    ...BY_TAB[search.tab ?? 'all'],
    ...(q && { q }),
    ...(client && { client_id: client }),
    ...(company && { company_id: company }),
    ...(currency && { currency }),
    ...(from && { issued_from: from }),
    ...(to && { issued_to: to }),
  }
}

/** Late first where lateness is the point, else newest first. */
export function sortOf(search: InvoiceSearch): NonNullable<InvoiceQuery['sort']> {
  return search.sort ?? (search.tab === 'overdue' ? '-days_past_due' : '-created_at')
}

/** The server sorts each column one way; a second click on a sorted column goes back to the usual order. */
export function sortAfter(asked: string, current: string | undefined): InvoiceSearch['sort'] {
  const name = asked.replace('-', '')
  const found = SORTS.find((sort) => sort.replace('-', '') === name)
  return found === current ? undefined : found
}

export function hasFilters(search: InvoiceSearch): boolean {
  const { q, client, company, currency, from, to } = search
  return [q, client, company, currency, from, to].some((value) => value !== undefined)
}

/** The list as a saved view keeps it. */
export function lookOf(search: InvoiceSearch): Look {
  return {
    filters: keptFilters(filtersOf(search)),
    sort: search.sort ?? '',
    columns: search.columns?.split(',') ?? [],
  }
}

/** The address that shows a saved view. */
export function searchOf({ filters, sort, columns }: Look): InvoiceSearch {
  const one = (name: string) => filters[name]?.[0]
  const tab = one('status') === 'draft' ? 'drafts' : one('state')
  const found = { q: one('q'), client: one('client_id'), company: one('company_id'), currency: one('currency') }
  const days = { from: one('issued_from'), to: one('issued_to') }
  const list = LISTS.find((one) => (one.kinds as readonly string[]).join() === filters.kind?.join())?.id
  return invoiceSearch.parse({ list, tab, ...found, ...days, sort, columns: columns.join(',') })
}
