// One run: how far it is, and what became of each invoice, with the reason where it was skipped.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { bulkRowsOptions, bulkRunOptions } from '~/lib/api/bulk'
import type { BulkRow, BulkRowState } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { usePaging } from '~/lib/paging'
import { DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { StatusBadge, type Tone } from '~/ui/StatusBadge'
import type { Column } from '~/ui/table'
import { Progress } from './RunPanel'
import { headline, rowName } from './words'

const STATES: Record<BulkRowState, { tone: Tone; label: string }> = {
  waiting: { tone: 'open', label: 'Waiting' },
  done: { tone: 'paid', label: 'Done' },
  failed: { tone: 'failed', label: 'Skipped' },
  cancelled: { tone: 'paused', label: 'Not begun' },
}

const COLUMNS: Column<BulkRow>[] = [
  { id: 'invoice', header: 'Invoice', card: 'title', cell: rowName, className: 'max-w-72 truncate' },
  {
    id: 'state',
    header: 'State',
    card: 'badge',
    cell: (row) => <StatusBadge tone={STATES[row.state].tone}>{STATES[row.state].label}</StatusBadge>,
  },
  {
    id: 'result',
    header: 'Result',
    cell: (row) => (row.state === 'failed' ? row.detail : <span className="text-muted">{row.result}</span>),
    className: 'w-1/2 break-words',
  },
]

const FILTER = [
  { value: '', label: 'All' },
  ...(Object.keys(STATES) as BulkRowState[]).map((state) => ({ value: state, label: STATES[state].label })),
]

export function RunScreen() {
  const { id } = useParams({ from: '/shell/invoices/runs/$id' })
  const { state, cursor } = useSearch({ from: '/shell/invoices/runs/$id' })
  const navigate = useNavigate({ from: '/invoices/runs/$id' })
  const run = useQuery(bulkRunOptions(id))
  const ended = run.data ? run.data.total - run.data.waiting : 0
  const rows = useQuery(bulkRowsOptions(id, state, cursor, ended))
  const paging = usePaging(cursor, rows.data?.next, (next) => void navigate({ search: { state, cursor: next } }))
  const error = run.error ?? rows.error
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([run.refetch(), rows.refetch()])} />
  if (!run.data || !rows.data) return <RowsSkeleton label="Loading results" />
  return (
    <>
      <PageHeader title="Results" above={<Link to="/invoices/runs">Earlier runs</Link>} lead={headline(run.data)} />
      <Progress run={run.data} />
      <div className="mb-2 flex flex-wrap items-end justify-between gap-3">
        <Select
          label="Show"
          value={state ?? ''}
          onChange={(value) => void navigate({ search: { state: (value || undefined) as BulkRowState | undefined } })}
          options={FILTER}
          className="w-44"
        />
        <ExportLinks path={`/v1/bulk-runs/${id}/rows`} query={{ state }} />
      </div>
      {rows.data.data.length === 0 ? (
        <EmptyState drawing="done" title="No invoice here">
          None of this run is in that state.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Results"
            columns={COLUMNS}
            rows={rows.data.data}
            rowId={(row) => String(row.position)}
            rowLabel={rowName}
            href={(row) => `/invoices/${row.invoice_id}`}
          />
          <Pagination total={plural(rows.data.total ?? 0, '{count} invoice', '{count} invoices')} {...paging} />
        </>
      )}
    </>
  )
}
