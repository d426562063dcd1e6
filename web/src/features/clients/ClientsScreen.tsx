// All clients, and what each of them owes.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Download, Plus, Search } from 'lucide-react'
import { useRef } from 'react'
import { balancesOptions, clientsOptions } from '~/lib/api/clients'
import type { Client, ClientBalance } from '~/lib/api/types'
import { countryName } from '~/lib/countries'
import { formatDate, plural } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { exportPath, usePaging } from '~/lib/paging'
import { useSettledText } from '~/lib/settled'
import { useShortcuts } from '~/lib/shortcuts'
import { Button, buttonClass } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { CONTROL } from '~/ui/Field'
import { LinkButton } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import type { Column } from '~/ui/table'
import { type ClientSearch, sortFrom } from './search'

type Balances = ReadonlyMap<string, ClientBalance> | undefined

function Owed({ balance, what }: { balance: ClientBalance | undefined; what: 'balance' | 'overdue' }) {
  const sums = balance?.open.filter((one) => !isZero(one[what])) ?? []
  if (sums.length === 0) return <span className="text-muted">–</span>
  return sums.map((one) => (
    <span key={one.currency} className="block">
      <Money amount={one[what]} currency={one.currency} tone={what === 'overdue' ? 'late' : 'ink'} />
    </span>
  ))
}

function columnsFor(balances: Balances, locale: string): Column<Client>[] {
  const last = (client: Client) => balances?.get(client.id)?.last_invoiced_on
  return [
    {
      id: 'name',
      header: 'Name',
      sort: 'name',
      card: 'title',
      cell: (client) => client.profile.name,
      className: 'max-w-72 truncate',
    },
    {
      id: 'place',
      header: 'Place',
      cell: ({ profile }) => (
        <span className="text-muted">
          {[profile.address.city, countryName(profile.address.country, locale)].filter(Boolean).join(', ')}
        </span>
      ),
    },
    {
      id: 'email',
      header: 'E-mail',
      from: 'lg',
      card: 'hidden',
      cell: ({ profile }) => <span className="text-muted">{profile.email}</span>,
      className: 'max-w-60 truncate',
    },
    {
      id: 'last',
      header: 'Last invoice',
      from: 'lg',
      card: 'hidden',
      cell: (client) => <span className="text-muted">{last(client) && formatDate(last(client) ?? '', locale)}</span>,
      className: 'whitespace-nowrap',
    },
    {
      id: 'overdue',
      header: 'Overdue',
      align: 'end',
      from: 'md',
      card: 'hidden',
      cell: (client) => <Owed balance={balances?.get(client.id)} what="overdue" />,
    },
    {
      id: 'owed',
      header: 'Owed',
      align: 'end',
      card: 'amount',
      cell: (client) => <Owed balance={balances?.get(client.id)} what="balance" />,
    },
  ]
}

function SearchBar({ search, change }: { search: ClientSearch; change: (part: Partial<ClientSearch>) => void }) {
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useSettledText(search.q ?? '', (q) => change({ q: q.trim() || undefined }))
  useShortcuts([{ keys: '/', label: 'Search this list', run: () => box.current?.select() }])
  const filters = { q: search.q, archived: search.archived }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-4">
      <label className="relative min-w-48 flex-1">
        <span className="sr-only">Search by name, e-mail or city</span>
        <Search aria-hidden className="-translate-y-1/2 pointer-events-none absolute start-3 top-1/2 size-4 text-muted" />
        <input
          ref={box}
          type="search"
          placeholder="Name, e-mail or city"
          className={`${CONTROL} ps-9`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Checkbox checked={search.archived === true} onChange={(on) => change({ archived: on || undefined })}>
        Archived
      </Checkbox>
      <a href={exportPath('/v1/clients.csv', filters)} download className={buttonClass('quiet')}>
        <Download aria-hidden className="size-4" />
        <span className="max-sm:sr-only">CSV</span>
      </a>
    </div>
  )
}

function Nothing({ search, onClear }: { search: ClientSearch; onClear: () => void }) {
  if (search.q !== undefined || search.archived) {
    const title = search.q === undefined ? 'No client is archived' : 'No client matches'
    return <EmptyState drawing="search" title={title} action={<Button onClick={onClear}>Show all clients</Button>} />
  }
  return (
    <EmptyState
      drawing="clients"
      title="Who pays you?"
      action={
        <LinkButton to="/clients/new" tone="primary">
          New client
        </LinkButton>
      }
    >
      A name is enough to begin with. Address, terms and language make the invoices right.
    </EmptyState>
  )
}

function Found({ rows, search, change }: { rows: readonly Client[]; search: ClientSearch; change: (part: Partial<ClientSearch>) => void }) {
  const locale = useLocale()
  const { data: balances } = useQuery(balancesOptions(rows.map((client) => client.id)))
  return (
    <DataTable
      caption="Clients"
      rows={rows}
      columns={columnsFor(balances, locale)}
      rowId={(client) => client.id}
      rowLabel={(client) => client.profile.name}
      href={(client) => `/clients/${client.id}`}
      sort={search.sort ?? 'name'}
      onSort={(asked) => change({ sort: sortFrom(asked) })}
    />
  )
}

export function ClientsScreen() {
  const search = useSearch({ from: '/shell/clients' })
  const navigate = useNavigate({ from: '/clients' })
  const { q, archived, sort = 'name', cursor } = search
  const { data, error, refetch } = useQuery(clientsOptions({ q, archived, sort, cursor }))
  const go = (part: Partial<ClientSearch>, replace: boolean) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false })
  const change = (part: Partial<ClientSearch>) => go({ ...part, cursor: undefined }, true)
  const paging = usePaging(cursor, data?.next, (next) => go({ cursor: next }, false))
  return (
    <>
      <PageHeader
        title="Clients"
        actions={
          <LinkButton to="/clients/new" tone="primary">
            <Plus aria-hidden className="size-4" />
            New client
          </LinkButton>
        }
      />
      <SearchBar search={search} change={change} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RowsSkeleton label="Loading clients" />}
      {data && !error && data.data.length === 0 && (
        <Nothing search={search} onClear={() => void navigate({ search: {} })} />
      )}
      {data && !error && data.data.length > 0 && (
        <>
          <Found rows={data.data} search={search} change={change} />
          <Pagination total={plural(data.total ?? 0, '{count} client', '{count} clients')} {...paging} />
        </>
      )}
    </>
  )
}
