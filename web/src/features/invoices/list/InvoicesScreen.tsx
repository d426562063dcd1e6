// All invoices: what they come to, how they stand, and the one to open next.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronDown, Plus } from 'lucide-react'
import { useState } from 'react'
import { invoiceSumsOptions, pageOptions } from '~/lib/api/invoices'
import { can, useMe } from '~/lib/api/session'
import type { InvoicePage } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { usePaging } from '~/lib/paging'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { LinkButton, PlainLink } from '~/ui/Link'
import { Menu } from '~/ui/Menu'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TAB } from '~/ui/Tabs'
import { ViewMenu } from '~/ui/ViewMenu'
import { BulkBar } from '../bulk/BulkBar'
import { RunPanel } from '../bulk/RunPanel'
import { InvoiceTable } from '../InvoiceTable'
import { LISTS, type List, NEW_KINDS, type NewKind, nounOf } from '../kinds'
import { ColumnMenu, shownColumns } from './columns'
import { Filters } from './Filters'
import { Sums } from './Sums'
import {
  filtersOf,
  hasFilters,
  type InvoiceSearch,
  lookOf,
  QUOTE_TABS,
  searchOf,
  sortAfter,
  sortOf,
  TABS,
} from './search'

function TabLinks({ search }: { search: InvoiceSearch }) {
  const { tab: _tab, cursor: _cursor, sort: _sort, ...kept } = search
  const tabs = search.list === undefined ? TABS : search.list === 'quotes' ? QUOTE_TABS : QUOTE_TABS.slice(0, 2)
  return (
    <nav aria-label="Which invoices" className="flex gap-5 overflow-x-auto border-line border-b">
      {tabs.map(({ id, label }) => (
        <PlainLink
          key={id}
          to="/invoices"
          search={{ ...kept, tab: id === 'all' ? undefined : id }}
          activeOptions={{ exact: false, includeSearch: true, explicitUndefined: true }}
          className={TAB}
        >
          {label}
        </PlainLink>
      ))}
    </nav>
  )
}

/** Invoices, quotes or proformas. */
function ListLinks() {
  return (
    <nav aria-label="Kind of document" className="mb-6 flex gap-1">
      {LISTS.map(({ id, label }) => (
        <PlainLink
          key={id}
          to="/invoices"
          search={{ list: id === 'invoices' ? undefined : id }}
          activeOptions={{ exact: false, includeSearch: true, explicitUndefined: true }}
          className="inline-flex min-h-9 items-center rounded-control px-3 text-muted hover:bg-ink/5 hover:text-ink aria-[current=page]:bg-ink/7 aria-[current=page]:font-strong aria-[current=page]:text-ink pointer-coarse:min-h-11"
        >
          {label}
        </PlainLink>
      ))}
    </nav>
  )
}

function NewButtons({ list }: { list: List }) {
  const navigate = useNavigate()
  const wanted = list === 'quotes' ? 'quote' : list === 'proformas' ? 'proforma' : undefined
  const others = NEW_KINDS.filter(({ kind }) => kind !== wanted)
  const begin = (kind?: NewKind) => void navigate({ to: '/invoices/new', search: kind ? { kind } : {} })
  const acts = others.map(({ kind, label, detail }) => ({ id: kind, label, detail, run: () => begin(kind) }))
  const invoice = { id: 'invoice', label: 'New invoice', run: () => begin() }
  return (
    <div className="flex gap-1">
      <LinkButton to="/invoices/new" search={wanted ? { kind: wanted } : {}} tone="primary" className="max-lg:hidden">
        <Plus aria-hidden className="size-4" />
        New {nounOf(wanted)}
      </LinkButton>
      <Menu
        label="New document of another kind"
        pictureOnly
        tone="secondary"
        trigger={<ChevronDown aria-hidden className="size-4" />}
        groups={[{ acts: wanted ? [invoice, ...acts] : acts }]}
      />
    </div>
  )
}

function NoOffer({ list }: { list: List }) {
  const quotes = list === 'quotes'
  return (
    <EmptyState
      drawing="invoice"
      title={quotes ? 'No quote yet' : 'No proforma yet'}
      action={
        <LinkButton to="/invoices/new" search={{ kind: quotes ? 'quote' : 'proforma' }} tone="primary">
          New {quotes ? 'quote' : 'proforma'}
        </LinkButton>
      }
    >
      {quotes
        ? 'Offer first: the client accepts or declines online, and the invoice is one click away.'
        : 'Tell the client what the invoice will say, before there is one.'}
    </EmptyState>
  )
}

function Nothing({ search, onClear }: { search: InvoiceSearch; onClear: () => void }) {
  if (hasFilters(search) || search.tab !== undefined) {
    return (
      <EmptyState
        drawing={search.tab === 'overdue' && !hasFilters(search) ? 'done' : 'search'}
        title={search.tab === 'overdue' && !hasFilters(search) ? 'Nobody is late' : 'No invoice matches'}
        action={<Button onClick={onClear}>Show all invoices</Button>}
      >
        {hasFilters(search) && 'Search by part of a number or of a client’s name, or take a filter away.'}
      </EmptyState>
    )
  }
  if (search.list !== undefined) return <NoOffer list={search.list} />
  return (
    <EmptyState
      drawing="invoice"
      title="Your first invoice takes a minute"
      action={
        <LinkButton to="/invoices/new" tone="primary">
          New invoice
        </LinkButton>
      }
    >
      Choose a client, say what you did and for how much. DueSpark sends it and reminds until it is paid.
    </EmptyState>
  )
}

type FoundProps = {
  page: InvoicePage
  total: number | undefined
  search: InvoiceSearch
  go: (part: Partial<InvoiceSearch>) => void
}

function Found({ page, total, search, go }: FoundProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const paging = usePaging(search.cursor, page.next, (cursor) => go({ cursor }))
  const clear = () => setSelected(new Set())
  const picked = page.data.filter((row) => selected.has(row.id))
  return (
    <>
      <InvoiceTable
        rows={page.data}
        sort={sortOf(search)}
        onSort={(asked) => go({ sort: sortAfter(asked, search.sort), cursor: undefined })}
        shown={shownColumns(search)}
        selected={selected}
        onSelect={setSelected}
      />
      <Pagination
        total={total === undefined ? '' : plural(total, '{count} document', '{count} documents')}
        {...paging}
      />
      {picked.length > 0 && (
        <BulkBar
          rows={picked}
          total={total ?? page.data.length}
          filters={filtersOf(search)}
          wholePage={picked.length === page.data.length}
          onClear={clear}
          onStarted={(run) => {
            clear()
            go({ run: run.id })
          }}
        />
      )}
    </>
  )
}

export function InvoicesScreen() {
  const me = useMe()
  const search = useSearch({ from: '/shell/invoices' })
  const navigate = useNavigate({ from: '/invoices' })
  const filters = filtersOf(search)
  const query = { ...filters, sort: sortOf(search), ...(search.cursor && { cursor: search.cursor }) }
  const { data, error, refetch, isPlaceholderData } = useQuery(pageOptions(query))
  const { data: sums } = useQuery(invoiceSumsOptions(filters))
  const go = (part: Partial<InvoiceSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: !('cursor' in part), resetScroll: false })
  const filter = (part: Partial<InvoiceSearch>) => go({ ...part, cursor: undefined })
  return (
    <>
      <PageHeader
        title={LISTS.find((one) => one.id === search.list)?.label ?? 'Invoices'}
        actions={<NewButtons list={search.list ?? 'invoices'} />}
      />
      <ListLinks />
      <Sums sums={error ? [] : sums?.sums} tab={search.tab ?? 'all'} offers={search.list !== undefined} />
      {search.run && <RunPanel id={search.run} onClose={() => go({ run: undefined })} />}
      <TabLinks search={search} />
      <Filters
        search={search}
        onChange={filter}
        currencies={sums?.sums.map((sum) => sum.currency) ?? []}
        exported={{ ...filters, sort: sortOf(search) }}
      >
        <ColumnMenu shown={shownColumns(search)} onChange={(columns) => go({ columns })} />
        <ViewMenu
          list="invoices"
          look={lookOf(search)}
          maySave={can(me, 'views.write')}
          onOpen={(view) => void navigate({ search: searchOf({ ...view, filters: view.filters }) })}
        />
      </Filters>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton label="Loading invoices" />}
      {data && !error && data.data.length === 0 && (
        <Nothing search={search} onClear={() => void navigate({ search: {} })} />
      )}
      {data && !error && data.data.length > 0 && (
        <div className={isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}>
          <Found page={data} total={sums?.total} search={search} go={go} />
        </div>
      )}
    </>
  )
}
