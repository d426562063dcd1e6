// What was done to many invoices at once, newest first.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { bulkRunsOptions } from '~/lib/api/bulk'
import type { BulkRun } from '~/lib/api/types'
import { formatInstant, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { usePresent } from '~/lib/today'
import { DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import type { Column } from '~/ui/table'
import { headline, remainder } from './words'

function columnsFor(locale: string, timeZone: string | undefined): Column<BulkRun>[] {
  return [
    { id: 'what', header: 'What', card: 'title', cell: (run) => headline(run, locale) },
    {
      id: 'rest',
      header: 'Not done',
      cell: (run) => remainder(run, locale) || null,
      card: 'hidden',
      className: 'text-muted',
    },
    { id: 'who', header: 'Started by', cell: (run) => run.actor_label, from: 'md' },
    {
      id: 'when',
      header: 'When',
      cell: (run) => <span className="text-muted">{formatInstant(run.created_at, locale, timeZone)}</span>,
      className: 'whitespace-nowrap',
    },
  ]
}

export function RunsScreen() {
  const { cursor } = useSearch({ from: '/shell/invoices/runs' })
  const navigate = useNavigate({ from: '/invoices/runs' })
  const locale = useLocale()
  const { timeZone } = usePresent()
  const { data, error, refetch } = useQuery(bulkRunsOptions(cursor))
  const paging = usePaging(cursor, data?.next, (next) => void navigate({ search: { cursor: next } }))
  return (
    <>
      <PageHeader
        title="Earlier runs"
        above={<Link to="/invoices">Invoices</Link>}
        lead="What was done to many invoices at once."
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton label="Loading runs" />}
      {data?.data.length === 0 && (
        <EmptyState drawing="invoice" title="Nothing yet">
          Tick some invoices in the list, and choose what to do with all of them.
        </EmptyState>
      )}
      {data && data.data.length > 0 && (
        <>
          <DataTable
            caption="Earlier runs"
            columns={columnsFor(locale, timeZone)}
            rows={data.data}
            rowId={(run) => run.id}
            rowLabel={(run) => headline(run, locale)}
            href={(run) => `/invoices/runs/${run.id}`}
          />
          <Pagination total={plural(data.total ?? 0, '{count} run', '{count} runs')} {...paging} />
        </>
      )}
    </>
  )
}
