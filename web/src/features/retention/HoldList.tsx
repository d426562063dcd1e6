// Every legal hold of the organization: searched, filtered, released.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type LegalHold, releaseHold } from '~/lib/api/privacy'
import { type HoldQuery, holdListOptions } from '~/lib/api/retention'
import { can, useMe } from '~/lib/api/session'
import { formatDate, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { useSettledText } from '~/lib/settled'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link } from '~/ui/Link'
import { Pagination } from '~/ui/Pagination'
import { ReasonDialog } from '~/ui/ReasonDialog'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

const STANDS = [
  { value: 'yes', label: 'Standing' },
  { value: 'no', label: 'Released' },
  { value: '', label: 'All' },
]
const QUERY: Record<string, HoldQuery> = { yes: { stands: true }, no: { stands: false } }

function Row({ hold, onRelease }: { hold: LegalHold; onRelease: (() => void) | undefined }) {
  const locale = useLocale()
  const day = (at: string) => formatDate(at.slice(0, 10), locale)
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-line border-b py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className={hold.released_at ? 'break-words text-muted' : 'break-words font-strong'}>{hold.reason}</p>
        <p className="text-muted text-small">
          {hold.invoice_id && hold.invoice_number && (
            <>
              <Link to="/invoices/$id" params={{ id: hold.invoice_id }}>
                {hold.invoice_number}
              </Link>
              {' of '}
            </>
          )}
          <Link to="/clients/$id" params={{ id: hold.client_id }}>
            {hold.client_name}
          </Link>
          . Placed by {hold.placed_by} on {day(hold.placed_at)}.
          {hold.released_at && ` Released by ${hold.released_by} on ${day(hold.released_at)}: ${hold.release_reason}`}
        </p>
      </div>
      {onRelease && (
        <Button size="small" aria-label={`Release the hold: ${hold.reason}`} onClick={onRelease}>
          Release
        </Button>
      )}
    </li>
  )
}

function Rows({ chosen }: { chosen: HoldQuery }) {
  const queries = useQueryClient()
  const mayWrite = can(useMe(), 'privacy.write')
  const [cursor, setCursor] = useState<string>()
  const [releasing, setReleasing] = useState<LegalHold | null>(null)
  const { data, error, refetch } = useQuery(holdListOptions(chosen, { cursor }))
  const paging = usePaging(cursor, data?.next, setCursor)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={3} label="Loading legal holds" />
  if (data.data.length === 0)
    return <p className="text-muted">No legal holds. Place one on a client or an invoice that must stay.</p>
  const release = async (hold: LegalHold, reason: string) => {
    await releaseHold(hold.id, reason)
    setReleasing(null)
    toast('The legal hold is released.')
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['clients'] }),
      queries.invalidateQueries({ queryKey: ['retention'] }),
    ])
  }
  return (
    <>
      <ul aria-label="Legal holds" className="border-line border-t">
        {data.data.map((hold) => (
          <Row
            key={hold.id}
            hold={hold}
            onRelease={mayWrite && hold.released_at === null ? () => setReleasing(hold) : undefined}
          />
        ))}
      </ul>
      <Pagination total={plural(data.total ?? 0, '{count} legal hold', '{count} legal holds')} {...paging} />
      {releasing && (
        <ReasonDialog
          title="Release the legal hold"
          label="Why it is over"
          action="Release"
          run={(reason) => release(releasing, reason)}
          onClose={() => setReleasing(null)}
        >
          <p>{releasing.reason}</p>
        </ReasonDialog>
      )}
    </>
  )
}

export function HoldList() {
  const [stands, setStands] = useState('yes')
  const [q, setQ] = useState('')
  const [text, setText] = useSettledText(q, setQ)
  const chosen: HoldQuery = { ...QUERY[stands], ...(q.trim() && { q: q.trim() }) }
  return (
    <Section title="Legal holds" aside={<ExportLinks path="/v1/legal-holds" query={chosen} />}>
      <div className="mb-4 grid gap-3 sm:grid-cols-[1fr_10rem]">
        <TextField
          label="Search"
          type="search"
          placeholder="Reason, client or invoice number"
          value={text}
          onChange={setText}
        />
        <Select label="Which" value={stands} onChange={setStands} options={STANDS} />
      </div>
      <Rows key={JSON.stringify(chosen)} chosen={chosen} />
    </Section>
  )
}
