// Sentences above every screen: no network, and time that is not the real time.
import { ClockArrowUp, CloudOff } from 'lucide-react'
import { useTestClock } from '~/features/organization/test-clock'
import { useMe } from '~/lib/api/session'
import { formatInstant } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { useOnline } from '~/lib/online'
import { buttonClass } from '~/ui/Button'
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

export function TestClockBanner() {
  const me = useMe()
  const locale = useLocale()
  const { advance, reset } = useTestClock()
  if (me.test_clock === null) return null
  const forward = (days: number, label: string) => ({ id: `d${days}`, label, run: () => advance.mutate({ days }) })
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
