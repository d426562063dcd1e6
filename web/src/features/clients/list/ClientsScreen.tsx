// All clients and what each of them owes.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { balancesOptions, clientsOptions } from '~/lib/api/clients'
import { can, useMe } from '~/lib/api/session'
import type { Client } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { usePaging } from '~/lib/paging'
import { sentenceOf } from '~/lib/problem'
import { useShortcuts } from '~/lib/shortcuts'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { LinkButton } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { ClientTable } from './ClientTable'
import { type ClientSearch, filtersOf, sortAfter, sortOf } from './search'
import { ClientTabs, Toolbar } from './Toolbar'

function Nothing({ search, mayAdd, onClear }: { search: ClientSearch; mayAdd: boolean; onClear: () => void }) {
  if (search.q === undefined && (search.segment ?? search.tag) !== undefined) {
    return (
      <EmptyState
        drawing="search"
        title="No client belongs here now"
        action={<Button onClick={onClear}>Show all</Button>}
      >
        Who belongs to a segment is found anew each time, by what its clients are and owe.
      </EmptyState>
    )
  }
  if (search.q !== undefined) {
    return (
      <EmptyState
        drawing="search"
        title={`No client matches “${search.q}”`}
        action={<Button onClick={onClear}>Clear the search</Button>}
      >
        {search.tab === 'archived'
          ? 'Only archived clients were searched.'
          : 'Try part of the name, the city, or an e-mail address.'}
      </EmptyState>
    )
  }
  if (search.tab === 'archived') {
    return (
      <EmptyState drawing="clients" title="No client is archived">
        Archive a client you no longer work with: it leaves the lists, its invoices stay.
      </EmptyState>
    )
  }
  const add = (
    <LinkButton to="/clients/new" tone="primary">
      Add a client
    </LinkButton>
  )
  return (
    <EmptyState drawing="clients" title="Who do you work for?" action={mayAdd && add}>
      Add a client once. Its address, currency and terms fill in every invoice, and what it owes is added up here.
    </EmptyState>
  )
}

type FoundProps = { rows: readonly Client[]; search: ClientSearch; go: (part: Partial<ClientSearch>) => void }

function Found({ rows, search, go }: FoundProps) {
  const { data, error, refetch } = useQuery(balancesOptions(rows.map((row) => row.id)))
  return (
    <>
      {error && (
        <div className="mb-4">
          <Notice
            tone="late"
            role="alert"
            title="What they owe could not be loaded"
            action={
              <Button size="small" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          >
            {sentenceOf(error)}
          </Notice>
        </div>
      )}
      <ClientTable
        rows={rows}
        balances={data}
        failed={error !== null}
        sort={sortOf(search)}
        onSort={(asked) => go({ sort: sortAfter(asked), cursor: undefined })}
      />
    </>
  )
}

export function ClientsScreen() {
  const me = useMe()
  const mayAdd = can(me, 'clients.write')
  const search = useSearch({ from: '/shell/clients' })
  const navigate = useNavigate({ from: '/clients' })
  const query = { ...filtersOf(search), sort: sortOf(search), ...(search.cursor && { cursor: search.cursor }) }
  const { data, error, refetch, isPlaceholderData } = useQuery(clientsOptions(query))
  const go = (part: Partial<ClientSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: !('cursor' in part), resetScroll: false })
  const paging = usePaging(search.cursor, data?.next, (cursor) => go({ cursor }))
  useShortcuts(mayAdd ? [{ keys: 'n', label: 'New client', run: () => void navigate({ to: '/clients/new' }) }] : [])
  const add = (
    <LinkButton to="/clients/new" tone="primary">
      <Plus aria-hidden className="size-4" />
      New client
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title="Clients"
        actions={
          <>
            <LinkButton to="/clients/manage" tone="quiet">
              Manage
            </LinkButton>
            {mayAdd && add}
          </>
        }
      />
      <ClientTabs search={search} />
      <Toolbar search={search} onChange={(part) => go({ ...part, cursor: undefined })} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton label="Loading clients" />}
      {data && !error && data.data.length === 0 && (
        <Nothing
          search={search}
          mayAdd={mayAdd}
          onClear={() => go({ q: undefined, segment: undefined, tag: undefined, cursor: undefined })}
        />
      )}
      {data && !error && data.data.length > 0 && (
        <div className={isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}>
          <Found rows={data.data} search={search} go={go} />
          <Pagination total={plural(data.total ?? 0, '{count} client', '{count} clients')} {...paging} />
        </div>
      )}
    </>
  )
}
