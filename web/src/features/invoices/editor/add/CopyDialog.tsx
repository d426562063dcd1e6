// Lines of an earlier invoice, ticked one by one; prices in another currency are left open.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { invoiceOptions, invoicesOptions } from '~/lib/api/invoices'
import type { Invoice, InvoiceSummary } from '~/lib/api/types'
import { formatDate, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { useSettledText } from '~/lib/settled'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Notice } from '~/ui/Notice'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { toggled } from '~/ui/table'
import type { Form, FormLine } from '../model'
import { copiedLines } from './copied'

type Props = {
  client: Form['client']
  currency: string | undefined
  onAdd: (lines: readonly FormLine[]) => void
  onClose: () => void
}

function InvoiceRow({ row, onPick }: { row: InvoiceSummary; onPick: () => void }) {
  const locale = useLocale()
  const title = [row.number ?? 'Draft', row.client_name].join(' · ')
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
  const { data, error, refetch } = useQuery(invoicesOptions(query))
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

export function CopyDialog({ client, currency, onAdd, onClose }: Props) {
  const [from, setFrom] = useState<string | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const { data, error, refetch } = useQuery({ ...invoiceOptions(from ?? ''), enabled: from !== null })
  const invoice = from === null ? undefined : data
  const count = (invoice?.document.lines.length ?? 0) - left.size
  const actions = from !== null && (
    <>
      <Button
        onClick={() => {
          setFrom(null)
          setLeft(new Set())
        }}
      >
        Another invoice
      </Button>
      <Button
        tone="primary"
        disabled={!invoice || count === 0}
        onClick={() => invoice && onAdd(copiedLines(invoice, currency, left))}
      >
        {plural(count, 'Copy {count} line', 'Copy {count} lines')}
      </Button>
    </>
  )
  const title = invoice ? `Copy lines from ${invoice.number ?? 'a draft'}` : 'Copy lines from an invoice'
  return (
    <Dialog open onClose={onClose} title={title} size="medium" actions={actions}>
      {from === null && <Choose client={client} onPick={setFrom} />}
      {from !== null && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {from !== null && !error && !invoice && <RowsSkeleton label="Loading the invoice" />}
      {invoice && <PickLines invoice={invoice} currency={currency} left={left} onLeft={setLeft} />}
    </Dialog>
  )
}
