// What there is to say about the numbers a series has given: none missing, or which and why; which are void.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type NumberGap, type SeriesReport, seriesReportOptions } from '~/lib/api/series'
import { can, useMe } from '~/lib/api/session'
import { plural } from '~/lib/dates'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { ExplainGap } from './ExplainGap'
import { CAUSES, gapWords, summaryOf } from './numbers'

function Gap({ gap, onExplain }: { gap: NumberGap; onExplain: (() => void) | null }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <p>
          {gapWords(gap)} <span className="font-strong">{CAUSES[gap.cause]}.</span>
        </p>
        <p className="text-muted">
          {gap.reason}
          {gap.explained_by && ` (${gap.explained_by})`}
        </p>
      </div>
      {onExplain && (
        <Button size="small" onClick={onExplain}>
          {gap.cause === 'explained' ? 'Change the reason' : 'Say why'}
        </Button>
      )}
    </li>
  )
}

function VoidNumbers({ report }: { report: SeriesReport }) {
  if (report.void.length === 0) return null
  return (
    <details>
      <summary className="cursor-pointer text-muted hover:text-ink">
        {plural(report.void.length, 'One void number, kept', '{count} void numbers, kept')}
      </summary>
      <ul className="mt-2 grid gap-1">
        {report.void.map((one) => (
          <li key={one.invoice_id}>
            <Link to="/invoices/$id" params={{ id: one.invoice_id }}>
              {one.number}
            </Link>
            <span className="text-muted"> {one.reason}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

export function NumbersReport({ id }: { id: string }) {
  const me = useMe()
  const { data, error, refetch } = useQuery(seriesReportOptions(id))
  const [explained, setExplained] = useState<NumberGap | null>(null)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The numbers could not be checked" />
  if (!data) {
    return (
      <Skeleton label="Checking the numbers">
        <Bone className="h-5 w-64" />
      </Skeleton>
    )
  }
  const hasFindings = data.gaps.length > 0 || data.duplicates.length > 0
  const open = data.needs_reasons > 0 || data.duplicates.length > 0
  const mayExplain = (gap: NumberGap) => can(me, 'companies.write') && gap.cause !== 'imported'
  return (
    <div className="grid gap-2">
      <p className="text-muted">{summaryOf(data)}</p>
      {hasFindings && (
        <Notice
          tone={open ? 'late' : 'info'}
          title={open ? 'Some numbers are missing or double' : 'Missing numbers, each with its reason'}
        >
          <ul className="mt-1 grid gap-3">
            {data.gaps.map((gap) => (
              <Gap
                key={`${gap.period} ${gap.first}`}
                gap={gap}
                onExplain={mayExplain(gap) ? () => setExplained(gap) : null}
              />
            ))}
            {data.duplicates.map((group) => (
              <li key={group.numbers.join(' ')}>
                Given twice: {group.numbers.join(', ')}. {group.reason}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <VoidNumbers report={data} />
      {explained && <ExplainGap seriesId={id} gap={explained} onClose={() => setExplained(null)} />}
    </div>
  )
}
