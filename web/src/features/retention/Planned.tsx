// Documents whose time has ended: when each goes, and a way to hold it.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { placeHold } from '~/lib/api/privacy'
import { type PlannedErasure, plannedOptions } from '~/lib/api/retention'
import { can, useMe } from '~/lib/api/session'
import { formatDate, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link } from '~/ui/Link'
import { Pagination } from '~/ui/Pagination'
import { ReasonDialog } from '~/ui/ReasonDialog'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'

type RowProps = { one: PlannedErasure; onHold: (() => void) | undefined }

function Row({ one, onHold }: RowProps) {
  const locale = useLocale()
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate">
          <Link to="/invoices/$id" params={{ id: one.invoice_id }}>
            {one.number}
          </Link>
          , {one.client_name}
        </p>
        <p className="text-muted text-small">
          Of {formatDate(one.issue_date, locale)}.{' '}
          {one.held ? 'A legal hold keeps it.' : `It goes on ${formatDate(one.erases_on, locale)}.`}
        </p>
      </div>
      {onHold && (
        <Button size="small" aria-label={`Place a legal hold on ${one.number}`} onClick={onHold}>
          Hold
        </Button>
      )}
    </li>
  )
}

function Rows() {
  const queries = useQueryClient()
  const mayHold = can(useMe(), 'privacy.write')
  const [cursor, setCursor] = useState<string>()
  const [holding, setHolding] = useState<PlannedErasure | null>(null)
  const { data, error, refetch } = useQuery(plannedOptions({ cursor }))
  const paging = usePaging(cursor, data?.next, setCursor)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={3} label="Loading what will be erased" />
  if (data.data.length === 0) return <p className="text-muted">Nothing will be erased in the next month.</p>
  const hold = async (one: PlannedErasure, reason: string) => {
    await placeHold(one.client_id, reason, one.invoice_id)
    setHolding(null)
    toast(`${one.number} stays until somebody releases the hold.`)
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['retention'] }),
      queries.invalidateQueries({ queryKey: ['clients'] }),
    ])
  }
  return (
    <>
      <ul aria-label="Erased soon" className="border-line border-t">
        {data.data.map((one) => (
          <Row key={one.invoice_id} one={one} onHold={mayHold && !one.held ? () => setHolding(one) : undefined} />
        ))}
      </ul>
      <Pagination total={plural(data.total ?? 0, '{count} document', '{count} documents')} {...paging} />
      {holding && (
        <ReasonDialog
          title={`Hold ${holding.number}`}
          label="Why it must be kept"
          action="Place the hold"
          run={(reason) => hold(holding, reason)}
          onClose={() => setHolding(null)}
        >
          <p>For a dispute, an audit or a court: the document stays until somebody releases the hold.</p>
        </ReasonDialog>
      )}
    </>
  )
}

export function Planned() {
  return (
    <Section title="Erased soon" aside={<ExportLinks path="/v1/planned-erasures" query={{}} />}>
      <Rows />
    </Section>
  )
}
