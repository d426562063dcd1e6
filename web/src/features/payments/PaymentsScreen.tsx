// All money received, newest first.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search, Undo2, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { paymentsOptions } from '~/lib/api/payments'
import { can, useMe } from '~/lib/api/session'
import type { Payment } from '~/lib/api/types'
import { formatDate, plural } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { useSettledText } from '~/lib/settled'
import { useShortcuts } from '~/lib/shortcuts'
import { useToday } from '~/lib/today'
import { Button, IconButton } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { DataTable } from '~/ui/DataTable'
import { DateField } from '~/ui/DateField'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { CONTROL } from '~/ui/Field'
import { LinkButton } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import type { Column } from '~/ui/table'
import { ViewMenu } from '~/ui/ViewMenu'
import { ReverseDialog } from './ReverseDialog'
import { filtersOf, lookOf, type PaymentSearch, searchOf } from './search'
import { methodWords } from './words'

function Used({ payment }: { payment: Payment }) {
  if (payment.reversed_at !== null) return <span className="text-muted">Taken back: {payment.reverse_reason}</span>
  const numbers = payment.allocations.map((part) => part.number)
  const credit = isZero(payment.unallocated) ? null : (
    <span className="text-good">
      <Money amount={payment.unallocated} currency={payment.currency} tone="good" /> credit
    </span>
  )
  return (
    <span className="text-muted">
      {numbers.slice(0, 3).join(', ')}
      {numbers.length > 3 && plural(numbers.length - 3, ' and {count} more', ' and {count} more')}
      {numbers.length > 0 && credit && ', '}
      {credit}
    </span>
  )
}

function columnsFor(locale: string, onReverse: ((payment: Payment) => void) | null): Column<Payment>[] {
  const gone = (payment: Payment) => payment.reversed_at !== null
  return [
    {
      id: 'client',
      header: 'From',
      card: 'title',
      cell: (payment) => payment.client_name,
      className: 'max-w-64 truncate',
    },
    {
      id: 'date',
      header: 'Received',
      cell: (payment) => <span className="text-muted">{formatDate(payment.received_on, locale)}</span>,
      className: 'whitespace-nowrap',
    },
    {
      id: 'method',
      header: 'How',
      from: 'md',
      card: 'hidden',
      cell: (payment) => <span className="text-muted">{methodWords(payment.method)}</span>,
      className: 'whitespace-nowrap',
    },
    {
      id: 'reference',
      header: 'Reference',
      from: 'lg',
      card: 'hidden',
      cell: (payment) => <span className="text-muted">{payment.reference}</span>,
      className: 'max-w-48 truncate',
    },
    { id: 'used', header: 'For', cell: (payment) => <Used payment={payment} /> },
    {
      id: 'amount',
      header: 'Amount',
      align: 'end',
      card: 'amount',
      cell: (payment) => (
        <span className={cx(gone(payment) && 'text-muted line-through')}>
          <Money amount={payment.amount} currency={payment.currency} />
        </span>
      ),
    },
    {
      id: 'acts',
      header: 'Take back',
      align: 'end',
      card: 'hidden',
      className: 'w-24 whitespace-nowrap',
      cell: (payment) =>
        onReverse &&
        !gone(payment) && (
          <IconButton
            size="small"
            label={`Take back the payment of ${payment.client_name}`}
            onClick={() => onReverse(payment)}
          >
            <Undo2 aria-hidden className="size-4" />
          </IconButton>
        ),
    },
  ]
}

/** A payment leads to what it paid, or to who gave it. */
function hrefOf(payment: Payment): string {
  const first = payment.allocations[0]
  return first ? `/invoices/${first.invoice_id}` : `/clients/${payment.client_id}`
}

function Filters({ search, change }: { search: PaymentSearch; change: (part: Partial<PaymentSearch>) => void }) {
  const today = useToday()
  const me = useMe()
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useSettledText(search.q ?? '', (q) => change({ q: q.trim() || undefined }))
  useShortcuts([{ keys: '/', label: 'Search this list', run: () => box.current?.select() }])
  const filtered = Object.keys(filtersOf(search)).length > 0
  return (
    <div className="mb-4 flex flex-wrap items-end gap-3">
      <label className="relative min-w-48 flex-1 max-sm:basis-full">
        <span className="mb-1.5 block font-strong">Search</span>
        <Search
          aria-hidden
          className="pointer-events-none absolute start-3 bottom-2.5 size-4 text-muted pointer-coarse:bottom-3.5"
        />
        <input
          ref={box}
          type="search"
          placeholder="Client, reference or invoice number"
          className={`${CONTROL} ps-9`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <DateField
        label="Received from"
        className="w-40 max-sm:min-w-36 max-sm:flex-1"
        from={today}
        value={search.from ?? null}
        onChange={(from) => change({ from: from ?? undefined })}
      />
      <DateField
        label="Received to"
        className="w-40 max-sm:min-w-36 max-sm:flex-1"
        from={today}
        value={search.to ?? null}
        onChange={(to) => change({ to: to ?? undefined })}
      />
      {filtered && (
        <Button
          tone="quiet"
          icon={<X aria-hidden className="size-4" />}
          onClick={() => change({ q: undefined, from: undefined, to: undefined })}
        >
          Clear
        </Button>
      )}
      <ExportLinks path="/v1/payments" query={filtersOf(search)} />
      <ViewMenu
        list="payments"
        look={lookOf(search)}
        maySave={can(me, 'views.write')}
        onOpen={(view) => change(searchOf(view))}
      />
    </div>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) return <EmptyState drawing="search" title="No payment matches" />
  return (
    <EmptyState
      drawing="payments"
      title="No money yet"
      action={
        <LinkButton to="/invoices" search={{ tab: 'open' }}>
          Show open invoices
        </LinkButton>
      }
    >
      When money arrives, open the invoice it is for and record the payment there.
    </EmptyState>
  )
}

export function PaymentsScreen() {
  const search = useSearch({ from: '/shell/payments' })
  const navigate = useNavigate({ from: '/payments' })
  const locale = useLocale()
  const me = useMe()
  const [reversing, setReversing] = useState<Payment | null>(null)
  const filters = filtersOf(search)
  const { data, error, refetch } = useQuery(
    paymentsOptions({ ...filters, ...(search.cursor && { cursor: search.cursor }) }),
  )
  const go = (part: Partial<PaymentSearch>, replace: boolean) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false })
  const paging = usePaging(search.cursor, data?.next, (cursor) => go({ cursor }, false))
  return (
    <>
      <PageHeader title="Payments" actions={<LinkButton to="/payments/deposits">Deposits</LinkButton>} />
      <Filters search={search} change={(part) => go({ ...part, cursor: undefined }, true)} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RowsSkeleton label="Loading payments" />}
      {data && !error && data.data.length === 0 && <Nothing filtered={Object.keys(filters).length > 0} />}
      {data && !error && data.data.length > 0 && (
        <>
          <DataTable
            caption="Payments"
            rows={data.data}
            columns={columnsFor(locale, can(me, 'payments.write') ? setReversing : null)}
            rowId={(payment) => payment.id}
            rowLabel={(payment) => payment.client_name}
            href={hrefOf}
          />
          <Pagination total={plural(data.total ?? 0, '{count} payment', '{count} payments')} {...paging} />
        </>
      )}
      {reversing && <ReverseDialog payment={reversing} onClose={() => setReversing(null)} />}
    </>
  )
}
