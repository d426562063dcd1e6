// Lines that were billed before, found by themselves or in their invoice; prices in another currency are left open.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Sale } from '~/lib/api/catalog'
import { invoiceOptions, pageOptions } from '~/lib/api/invoices'
import type { Invoice, InvoiceSummary } from '~/lib/api/types'
import { formatDate, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { sentenceOf } from '~/lib/problem'
import { useSettledText } from '~/lib/settled'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Notice } from '~/ui/Notice'
import { RowsSkeleton } from '~/ui/Skeleton'
import { Tabs } from '~/ui/Tabs'
import { TextField } from '~/ui/TextField'
import { toggled } from '~/ui/table'
import { toast } from '~/ui/toasts'
import type { Form, FormLine } from '../model'
import { atTodaysPrices, copiedLine, copiedLines } from './copied'
import { PastLines, type Picked } from './PastLines'

type Props = {
  client: Form['client']
  sale: Sale
  onAdd: (lines: readonly FormLine[]) => void
  onClose: () => void
}

function InvoiceRow({ row, onPick }: { row: InvoiceSummary; onPick: () => void }) {
  const locale = useLocale()
  const title = [row.number ?? row.draft_number ?? 'Draft', row.client_name].join(' · ')
  return (
    <li>
      <button
        type="button"
        onClick={onPick}
        className="flex min-h-11 w-full items-center gap-3 border-line border-b px-2 py-2 text-start hover:bg-ink/4"
      >
        <span className="min-w-0 flex-1 truncate">{title}</span>
        <span className="text-muted text-small">{row.issue_date && formatDate(row.issue_date, locale)}</span>
        <span>{formatMoney({ amount: row.gross, currency: row.currency }, locale)}</span>
      </button>
    </li>
  )
}

function Choose({ client, onPick }: { client: Form['client']; onPick: (id: string) => void }) {
  const [q, setQ] = useState('')
  const [text, setText] = useSettledText(q, setQ)
  const [all, setAll] = useState(client === null)
  const query = { limit: 20, ...(q.trim() && { q: q.trim() }), ...(!all && client && { client_id: client.id }) }
  const { data, error, refetch } = useQuery(pageOptions(query))
  return (
    <>
      <TextField label="Search by number or client" value={text} maxLength={100} onChange={setText} />
      {client && (
        <Checkbox className="mt-3" checked={all} onChange={setAll}>
          Invoices of all clients, not only {client.name}
        </Checkbox>
      )}
      <div className="mt-3 min-h-48">
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <RowsSkeleton label="Loading invoices" />}
        {data?.data.length === 0 && <p className="py-8 text-center text-muted">There is no such invoice.</p>}
        <ul aria-label="Invoices">
          {data?.data.map((row) => (
            <InvoiceRow key={row.id} row={row} onPick={() => onPick(row.id)} />
          ))}
        </ul>
      </div>
    </>
  )
}

type PickProps = {
  invoice: Invoice
  currency: string | undefined
  left: ReadonlySet<string>
  onLeft: (left: ReadonlySet<string>) => void
}

function PickLines({ invoice, currency, left, onLeft }: PickProps) {
  const locale = useLocale()
  const { document } = invoice
  const foreign = currency !== undefined && document.currency !== currency
  return (
    <>
      {foreign && (
        <Notice>
          That invoice is in {document.currency}, this one in {currency}. The prices are left for you to write.
        </Notice>
      )}
      <ul aria-label="Lines" className="mt-2">
        {document.lines.map((line, index) => (
          <li key={line.id || index} className="flex items-center gap-3 border-line border-b py-2">
            <Checkbox
              className="min-w-0 flex-1"
              checked={!left.has(String(index))}
              onChange={() => onLeft(toggled(left, String(index)))}
            >
              {line.description || line.kind.replaceAll('_', ' ')}
            </Checkbox>
            {line.amounts && (
              <span>{formatMoney({ amount: line.amounts.net, currency: document.currency }, locale)}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

type Mode = 'lines' | 'invoice'
type FooterProps = { count: number; ready: boolean; lines: () => FormLine[] } & Pick<Props, 'sale' | 'onAdd'>

/** The act, at the prices as they were or as they are today. */
function useCopying({ count, ready, lines, sale, onAdd }: FooterProps) {
  const [today, setToday] = useState(false)
  const [busy, setBusy] = useState(false)
  function add() {
    setBusy(true)
    const made = today ? atTodaysPrices(lines(), sale) : Promise.resolve(lines())
    made
      .then(onAdd)
      .catch((error: unknown) => toast(sentenceOf(error), { tone: 'late' }))
      .finally(() => setBusy(false))
  }
  const choice = (
    <Checkbox
      className="mb-4"
      checked={today}
      onChange={setToday}
      hint="Lines the catalog does not know keep their price."
    >
      At today’s prices
    </Checkbox>
  )
  const button = (
    <Button tone="primary" busy={busy} disabled={!ready || count === 0} onClick={add}>
      {plural(count, 'Copy {count} line', 'Copy {count} lines')}
    </Button>
  )
  return { choice, button }
}

export function CopyDialog({ client, sale, onAdd, onClose }: Props) {
  const { currency } = sale
  const [mode, setMode] = useState<Mode>('lines')
  const [from, setFrom] = useState<string | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [picked, setPicked] = useState<Picked>(new Map())
  const { data, error, refetch } = useQuery({ ...invoiceOptions(from ?? ''), enabled: from !== null })
  const invoice = from === null ? undefined : data
  const whole = mode === 'invoice'
  const { choice, button } = useCopying({
    count: whole ? (invoice?.document.lines.length ?? 0) - left.size : picked.size,
    ready: !whole || invoice !== undefined,
    lines: () =>
      whole
        ? (invoice && copiedLines(invoice, currency, left)) || []
        : [...picked.values()].map((one) => copiedLine(one.line, one.currency, currency)),
    sale,
    onAdd,
  })
  const back = whole && from !== null && (
    <Button
      onClick={() => {
        setFrom(null)
        setLeft(new Set())
      }}
    >
      Another invoice
    </Button>
  )
  const ofInvoice = (
    <>
      {from === null && <Choose client={client} onPick={setFrom} />}
      {from !== null && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {from !== null && !error && !invoice && <RowsSkeleton label="Loading the invoice" />}
      {invoice && <PickLines invoice={invoice} currency={currency} left={left} onLeft={setLeft} />}
    </>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title="Copy lines"
      size="medium"
      actions={
        <>
          {back}
          {button}
        </>
      }
    >
      {choice}
      <Tabs
        label="Where from"
        selected={mode}
        onSelect={(next) => setMode(next === 'invoice' ? 'invoice' : 'lines')}
        items={[
          {
            id: 'lines',
            label: 'Lines billed before',
            content: <PastLines client={client} picked={picked} onPicked={setPicked} />,
          },
          { id: 'invoice', label: 'An invoice', content: ofInvoice },
        ]}
      />
    </Dialog>
  )
}
