// All invoices: what they come to, how they stand, and the one to open next.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { invoicesOptions } from '~/lib/api/invoices'
import type { InvoicePage } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { exportPath, usePaging } from '~/lib/paging'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { LinkButton, PlainLink } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TAB } from '~/ui/Tabs'
import { InvoiceTable } from '../InvoiceTable'
import { Filters } from './Filters'
import { SelectionBar } from './SelectionBar'
import { Sums } from './Sums'
import { filtersOf, hasFilters, type InvoiceSearch, sortAfter, sortOf, TABS } from './search'

function TabLinks({ search }: { search: InvoiceSearch }) {
  const { tab: _tab, cursor: _cursor, sort: _sort, ...kept } = search
  return (
    <nav aria-label="Which invoices" className="flex gap-5 overflow-x-auto border-line border-b">
      {TABS.map(({ id, label }) => (
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

type FoundProps = { page: InvoicePage; search: InvoiceSearch; go: (part: Partial<InvoiceSearch>) => void }

function Found({ page, search, go }: FoundProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const paging = usePaging(search.cursor, page.next, (cursor) => go({ cursor }))
  const picked = page.data.filter((row) => selected.has(row.id))
  return (
    <>
      <InvoiceTable
        rows={page.data}
        sort={sortOf(search)}
        onSort={(asked) => go({ sort: sortAfter(asked, search.sort), cursor: undefined })}
        selected={selected}
        onSelect={setSelected}
      />
      <Pagination total={plural(page.total ?? 0, '{count} invoice', '{count} invoices')} {...paging} />
      {picked.length > 0 && <SelectionBar rows={picked} onDone={() => setSelected(new Set())} />}
    </>
  )
}

export function InvoicesScreen() {
  const search = useSearch({ from: '/shell/invoices' })
  const navigate = useNavigate({ from: '/invoices' })
  const filters = filtersOf(search)
  const query = { ...filters, sort: sortOf(search), ...(search.cursor && { cursor: search.cursor }) }
  const { data, error, refetch, isPlaceholderData } = useQuery(invoicesOptions(query))
  const go = (part: Partial<InvoiceSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: !('cursor' in part), resetScroll: false })
  const filter = (part: Partial<InvoiceSearch>) => go({ ...part, cursor: undefined })
  return (
    <>
      <PageHeader
        title="Invoices"
        actions={
          <LinkButton to="/invoices/new" tone="primary" className="max-lg:hidden">
            <Plus aria-hidden className="size-4" />
            New invoice
          </LinkButton>
        }
      />
      <Sums sums={error ? [] : data?.sums} tab={search.tab ?? 'all'} />
      <TabLinks search={search} />
      <Filters
        search={search}
        onChange={filter}
        currencies={data?.sums.map((sum) => sum.currency) ?? []}
        csv={exportPath('/v1/invoices.csv', { ...filters, sort: sortOf(search) })}
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton label="Loading invoices" />}
      {data && !error && data.data.length === 0 && (
        <Nothing search={search} onClear={() => void navigate({ search: {} })} />
      )}
      {data && !error && data.data.length > 0 && (
        <div className={isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}>
          <Found page={data} search={search} go={go} />
        </div>
      )}
    </>
  )
}
