// Lines that were billed before, found by a word in them, ticked one by one.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { billedLinesOptions } from '~/lib/api/invoices'
import type { BilledLine } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { useSettledText } from '~/lib/settled'
import { Checkbox } from '~/ui/Checkbox'
import { ErrorState } from '~/ui/ErrorState'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import type { Form } from '../model'

export type Picked = ReadonlyMap<string, BilledLine>

const keyOf = (found: BilledLine) => `${found.invoice_id}.${found.position}`

type Props = { client: Form['client']; picked: Picked; onPicked: (picked: Picked) => void }

function FoundRow({ found, picked, onPicked }: { found: BilledLine } & Omit<Props, 'client'>) {
  const locale = useLocale()
  const key = keyOf(found)
  function toggle() {
    const next = new Map(picked)
    if (!next.delete(key)) next.set(key, found)
    onPicked(next)
  }
  const { line, currency, number, client_name, issue_date } = found
  return (
    <li className="flex items-start gap-3 border-line border-b py-2">
      <Checkbox
        className="min-w-0 flex-1"
        checked={picked.has(key)}
        onChange={toggle}
        hint={[number, client_name, formatDate(issue_date, locale)].join(' · ')}
      >
        <span className="wrap-anywhere">{line.description}</span>
      </Checkbox>
      <span className="whitespace-nowrap">{formatMoney({ amount: line.unit_price, currency }, locale)}</span>
    </li>
  )
}

export function PastLines({ client, picked, onPicked }: Props) {
  const [q, setQ] = useState('')
  const [text, setText] = useSettledText(q, setQ)
  const [all, setAll] = useState(client === null)
  const query = { ...(q.trim() && { q: q.trim() }), ...(!all && client && { client_id: client.id }) }
  const { data, error, refetch } = useQuery(billedLinesOptions(query))
  return (
    <>
      <TextField label="Search by description or SKU" value={text} maxLength={100} onChange={setText} />
      {client && (
        <Checkbox className="mt-3" checked={all} onChange={setAll}>
          Lines of all clients, not only {client.name}
        </Checkbox>
      )}
      <div className="mt-3 min-h-48">
        {error && <ErrorState error={error} onRetry={() => void refetch()} title="The lines could not be searched" />}
        {!error && !data && <RowsSkeleton label="Searching" />}
        {data?.length === 0 && <p className="py-8 text-center text-muted">No such line was billed before.</p>}
        <ul aria-label="Lines billed before">
          {data?.map((found) => (
            <FoundRow key={keyOf(found)} found={found} picked={picked} onPicked={onPicked} />
          ))}
        </ul>
      </div>
    </>
  )
}
