// How the source does: when it last answered, what is wrong, and a way to ask it now.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useEffect } from 'react'
import { type RateStatus, rateStatusOptions, refreshRates } from '~/lib/api/exchange-rates'
import { can, useMe } from '~/lib/api/session'
import { formatDate, formatInstant } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { usePresent } from '~/lib/today'
import { Button } from '~/ui/Button'
import { Notice } from '~/ui/Notice'
import { toast } from '~/ui/toasts'
import { sourceName, trouble } from './words'

const ASK_AGAIN_MS = 2_000

/** Looks every two seconds until the source answered, well or not, after it was asked. */
function useRefresh(status: RateStatus) {
  const client = useQueryClient()
  const refresh = useMutation({
    mutationFn: refreshRates,
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
  })
  const before = refresh.data
  const waiting =
    before !== undefined && before.succeeded_at === status.succeeded_at && before.failed_at === status.failed_at
  useEffect(() => {
    if (!waiting) return undefined
    const timer = setInterval(() => void client.invalidateQueries(rateStatusOptions), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [waiting, client])
  useEffect(() => {
    if (before !== undefined && !waiting) void client.invalidateQueries({ queryKey: ['exchange-rates', 'list'] })
  }, [before, waiting, client])
  return { ask: () => refresh.mutate(), busy: refresh.isPending || waiting }
}

function Said({ status }: { status: RateStatus }) {
  const locale = useLocale()
  const { timeZone } = usePresent()
  if (status.source === 'manual') return <>You enter the rates yourself.</>
  if (status.succeeded_at === null) return <>Not asked yet. {capital(sourceName(status.source))} is asked by itself.</>
  const when = formatInstant(status.succeeded_at, locale, timeZone)
  const newest = status.newest_date === null ? '' : `, newest of ${formatDate(status.newest_date, locale)}`
  return (
    <>
      From {sourceName(status.source)}, last asked {when}
      {newest}.
    </>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function Line({ status }: { status: RateStatus }) {
  const me = useMe()
  const { ask, busy } = useRefresh(status)
  const problem = trouble(status)
  return (
    <div className="mb-6 grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="min-w-0 text-muted">
          <Said status={status} />
        </p>
        {status.source !== 'manual' && can(me, 'exchange_rates.write') && (
          <Button size="small" busy={busy} icon={<RefreshCw aria-hidden className="size-4" />} onClick={ask}>
            Refresh now
          </Button>
        )}
      </div>
      {problem && (
        <Notice tone="late" title={`${capital(sourceName(status.source))} gave no rates`}>
          {problem} <span className="text-muted">({status.error})</span>
        </Notice>
      )}
    </div>
  )
}

export function Status() {
  const { data } = useQuery(rateStatusOptions)
  return data ? <Line status={data} /> : null
}
