// Sentences above every screen: no network, and time that is not the real time.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ClockArrowUp, CloudOff } from 'lucide-react'
import { answer, api } from '~/lib/api/client'
import { useMe } from '~/lib/api/session'
import { formatInstant, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { useOnline } from '~/lib/online'
import { sentenceOf } from '~/lib/problem'
import { buttonClass } from '~/ui/Button'
import { toast } from '~/ui/toasts'
import { LateMenu } from './LateMenu'

const BAR = 'flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 lg:px-8'

export function OfflineBanner() {
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <p className={`${BAR} bg-ink text-bg`}>
          <CloudOff aria-hidden className="size-4" />
          You are offline. Drafts are kept on this device; sending and payments wait until you are back.
        </p>
      )}
    </div>
  )
}

function useTestClock() {
  const client = useQueryClient()
  const refused = (error: unknown) => toast(sentenceOf(error), { tone: 'late' })
  const advance = useMutation({
    mutationFn: (days: number) => answer(api.POST('/v1/test-clock/advance', { body: { days } })),
    onSuccess: async ({ sent }) => {
      toast(plural(sent, '{count} message went out', '{count} messages went out'))
      await client.invalidateQueries()
    },
    onError: refused,
  })
  const reset = useMutation({
    mutationFn: () => answer(api.DELETE('/v1/test-clock')),
    onSuccess: () => client.invalidateQueries(),
    onError: refused,
  })
  return { advance, reset }
}

export function TestClockBanner() {
  const me = useMe()
  const locale = useLocale()
  const { advance, reset } = useTestClock()
  if (me.test_clock === null) return null
  const forward = (days: number, label: string) => ({ id: `d${days}`, label, run: () => advance.mutate(days) })
  const groups = () => [
    { title: 'Move time forward', acts: [forward(1, '1 day'), forward(7, '1 week'), forward(30, '30 days')] },
    { acts: [{ id: 'real', label: 'Back to real time', run: () => reset.mutate() }] },
  ]
  const shown = formatInstant(me.test_clock, locale, me.organization?.time_zone)
  return (
    <div className={`${BAR} border-line border-b bg-spark-wash`}>
      <ClockArrowUp aria-hidden className="size-4 text-spark" />
      <p className="me-auto">
        Test clock: <strong className="font-strong">{shown}</strong>
      </p>
      <LateMenu
        label="Advance the test clock"
        groups={groups}
        className={buttonClass('secondary', 'small')}
        trigger={advance.isPending ? 'Advancing…' : 'Advance…'}
      />
    </div>
  )
}
