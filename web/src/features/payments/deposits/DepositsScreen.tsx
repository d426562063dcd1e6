// All deposits, with what is left of each, and what is owed for them as of a day.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { depositRecordsOptions } from '~/lib/api/deposits'
import type { DepositRecord } from '~/lib/api/types'
import { formatDate, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { useToday } from '~/lib/today'
import { cx } from '~/ui/classes'
import { DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import type { Column } from '~/ui/table'
import { Liability } from './Liability'
import type { DepositSearch } from './search'
import { lastDayWords, STATES } from './words'

function columnsFor(locale: string): Column<DepositRecord>[] {
  return [
    { id: 'number', header: 'Deposit', card: 'line', cell: (one) => one.number, className: 'whitespace-nowrap' },
    { id: 'client', header: 'Client', card: 'title', cell: (one) => one.client_name, className: 'max-w-64 truncate' },
    {
      id: 'date',
      header: 'Issued',
      from: 'md',
      card: 'hidden',
      cell: (one) => <span className="text-muted">{formatDate(one.issue_date, locale)}</span>,
      className: 'whitespace-nowrap',
    },
    {
      id: 'last',
      header: 'Last day',
      cell: (one) => (
        <span className={cx(one.advice ? 'text-late' : 'text-muted')}>
          {one.state === 'unpaid' ? 'Not paid yet' : lastDayWords(one, locale)}
        </span>
      ),
    },
    {
      id: 'amount',
      header: 'Amount',
      align: 'end',
      from: 'md',
      card: 'hidden',
      cell: (one) => <Money amount={one.amount} currency={one.currency} />,
    },
    {
      id: 'remaining',
      header: 'Left',
      align: 'end',
      card: 'amount',
      cell: (one) => <Money amount={one.remaining} currency={one.currency} />,
    },
  ]
}

const CHOICES = [{ value: '', label: 'All' }, ...STATES]

export function DepositsScreen() {
  const search = useSearch({ from: '/shell/payments/deposits' })
  const navigate = useNavigate({ from: '/payments/deposits' })
  const locale = useLocale()
  const today = useToday()
  const filters = search.state ? { state: search.state } : {}
  const { data, error, refetch } = useQuery(
    depositRecordsOptions({ ...filters, ...(search.cursor && { cursor: search.cursor }) }),
  )
  const go = (part: Partial<DepositSearch>, replace: boolean) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false })
  const paging = usePaging(search.cursor, data?.next, (cursor) => go({ cursor }, false))
  return (
    <>
      <PageHeader title="Deposits" above={<Link to="/payments">Payments</Link>} />
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <Select
          label="Show"
          className="w-44"
          value={search.state ?? ''}
          onChange={(state) => go({ state: (state || undefined) as DepositSearch['state'], cursor: undefined }, true)}
          options={CHOICES}
        />
        <ExportLinks path="/v1/deposits" query={filters} />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RowsSkeleton label="Loading deposits" />}
      {data && !error && data.data.length === 0 && (
        <EmptyState drawing="payments" title={search.state ? 'No deposit matches' : 'No deposits yet'}>
          Ask for one from a quote, or choose the kind “Deposit invoice” in a new invoice.
        </EmptyState>
      )}
      {data && !error && data.data.length > 0 && (
        <>
          <DataTable
            caption="Deposits"
            rows={data.data}
            columns={columnsFor(locale)}
            rowId={(one) => one.id}
            rowLabel={(one) => one.number}
            href={(one) => `/invoices/${one.id}`}
          />
          <Pagination total={plural(data.total ?? 0, '{count} deposit', '{count} deposits')} {...paging} />
        </>
      )}
      <Liability day={search.day ?? today} onDay={(day) => go({ day }, true)} />
    </>
  )
}
