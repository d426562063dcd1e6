// The rates in force today, those a person entered marked and changeable.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ExchangeRate, ratesOptions, removeRate } from '~/lib/api/exchange-rates'
import { can, useMe } from '~/lib/api/session'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { formatDecimal } from '~/lib/money'
import { usePaging } from '~/lib/paging'
import { sentenceOf } from '~/lib/problem'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { StatusBadge } from '~/ui/StatusBadge'
import { toast } from '~/ui/toasts'

type RowProps = { rate: ExchangeRate; onChange: (rate: ExchangeRate) => void }

function useRemoval(rate: ExchangeRate) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => removeRate(rate, rate.version ?? 0),
    onSuccess: () => toast('Removed. The published rate counts again.'),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['exchange-rates'] }),
  })
}

function Acts({ rate, onChange }: RowProps) {
  const removal = useRemoval(rate)
  const pair = `${rate.base} to ${rate.quote}`
  return (
    <span className="flex gap-2">
      <Button size="small" aria-label={`Change the rate ${pair}`} onClick={() => onChange(rate)}>
        Change
      </Button>
      <Button
        size="small"
        tone="quiet"
        aria-label={`Remove the rate ${pair}`}
        busy={removal.isPending}
        onClick={() => removal.mutate()}
      >
        Remove
      </Button>
    </span>
  )
}

function Row({ rate, onChange }: RowProps) {
  const me = useMe()
  const locale = useLocale()
  const entered = rate.source === 'manual'
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-2 py-2">
      <span className="min-w-0 flex-1 basis-56 tabular-nums">
        1 {rate.base} = <strong className="font-strong">{formatDecimal(rate.rate, locale)}</strong> {rate.quote}
      </span>
      <span className="flex items-center gap-3 text-muted">
        {entered && <StatusBadge tone="draft">Entered</StatusBadge>}
        {rate.reference && <span className="max-w-56 truncate">{rate.reference}</span>}
        {formatDate(rate.rate_date, locale)}
      </span>
      {entered && can(me, 'exchange_rates.write') && <Acts rate={rate} onChange={onChange} />}
    </li>
  )
}

export function RateList({ onChange }: { onChange: (rate: ExchangeRate) => void }) {
  const today = useToday()
  const [cursor, setCursor] = useState<string>()
  const { data, error, refetch } = useQuery(ratesOptions(today, cursor))
  const paging = usePaging(cursor, data?.next, setCursor)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={6} label="Loading exchange rates" />
  if (data.data.length === 0)
    return (
      <EmptyState drawing="search" title="No rates of the last days">
        Refresh them, or enter the one you need. Invoices in other currencies work without, and then say nothing of the
        base currency.
      </EmptyState>
    )
  return (
    <>
      <ul aria-label="Exchange rates" className="border-line border-t">
        {data.data.map((rate) => (
          <Row key={`${rate.base}${rate.quote}`} rate={rate} onChange={onChange} />
        ))}
      </ul>
      {(paging.onPrevious || paging.onNext) && <Pagination {...paging} />}
    </>
  )
}
