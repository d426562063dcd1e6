// The list of invoices as a table or cards: who owes what, and how late.
import type { InvoiceSummary } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { useToday } from '~/lib/today'
import { DataTable } from '~/ui/DataTable'
import { Money } from '~/ui/Money'
import { StatusBadge } from '~/ui/StatusBadge'
import type { Column, TableProps } from '~/ui/table'
import { nameOf } from './kinds'
import { dueWords, standingOf } from './standing'

type Row = InvoiceSummary

function Due({ row, today, locale }: { row: Row; today: string; locale: string }) {
  if (row.kind === 'quote') {
    return row.valid_until && <span className="text-muted">valid until {formatDate(row.valid_until, locale)}</span>
  }
  const words = row.kind === 'proforma' ? null : dueWords(row, today)
  if (words === null) return row.due_date && <span className="text-muted">{formatDate(row.due_date, locale)}</span>
  const late = row.days_past_due !== null && row.days_past_due > 0
  return (
    <span className={late ? 'text-late' : 'text-muted'} title={formatDate(row.due_date ?? today, locale)}>
      {words}
    </span>
  )
}

type Shown = (id: string) => boolean

function columnsFor(today: string, locale: string, withClient: boolean, shown: Shown): Column<Row>[] {
  const client: Column<Row> = {
    id: 'client',
    header: 'Client',
    sort: 'client_name',
    card: 'title',
    cell: (row) => row.client_name,
    className: 'max-w-60 truncate',
  }
  const columns: Column<Row>[] = [
    {
      id: 'number',
      header: 'Number',
      sort: 'number',
      cell: (row) => row.number ?? <span className="text-muted">{row.draft_number ?? 'Draft'}</span>,
      card: withClient ? 'line' : 'title',
      className: 'whitespace-nowrap',
    },
    client,
    {
      id: 'company',
      header: 'Company',
      cell: (row) => <span className="text-muted">{row.company_name}</span>,
      card: 'hidden',
      className: 'max-w-48 truncate',
    },
    {
      id: 'issued',
      header: 'Issued',
      sort: 'issue_date',
      descendingFirst: true,
      cell: (row) => row.issue_date && <span className="text-muted">{formatDate(row.issue_date, locale)}</span>,
      card: 'hidden',
      from: 'lg',
      className: 'whitespace-nowrap',
    },
    {
      id: 'due',
      header: 'Due',
      sort: 'days_past_due',
      descendingFirst: true,
      cell: (row) => <Due row={row} today={today} locale={locale} />,
      className: 'whitespace-nowrap',
    },
    {
      id: 'status',
      header: 'Status',
      cell: (row) => {
        const { tone, label } = standingOf({ ...row, today })
        return <StatusBadge tone={tone}>{label}</StatusBadge>
      },
      card: 'badge',
    },
    {
      id: 'gross',
      header: 'Total',
      sort: 'gross',
      descendingFirst: true,
      align: 'end',
      card: 'amount',
      cell: (row) => <Money amount={row.gross} currency={row.currency} />,
    },
    {
      id: 'balance',
      header: 'Balance',
      align: 'end',
      card: 'hidden',
      from: 'md',
      cell: (row) =>
        isZero(row.balance) ? (
          <span className="text-muted">–</span>
        ) : (
          <Money amount={row.balance} currency={row.currency} />
        ),
    },
  ]
  return columns.filter((column) => (withClient || column !== client) && (column.id === 'number' || shown(column.id)))
}

type Props = Pick<TableProps<Row>, 'rows' | 'sort' | 'onSort' | 'selected' | 'onSelect' | 'footer'> & {
  caption?: string
  /** Left out on the page of one client. */
  withClient?: boolean
  /** The columns to show; the usual ones without. */
  shown?: readonly string[]
}

export function InvoiceTable({ caption = 'Invoices', withClient = true, shown, ...table }: Props) {
  const today = useToday()
  const locale = useLocale()
  return (
    <DataTable
      {...table}
      caption={caption}
      columns={columnsFor(today, locale, withClient, (id) => shown?.includes(id) ?? id !== 'company')}
      rowId={(row) => row.id}
      rowLabel={(row) => (row.number === null ? `${row.draft_number ?? 'Draft'} for ${row.client_name}` : nameOf(row))}
      href={(row) => `/invoices/${row.id}`}
    />
  )
}
