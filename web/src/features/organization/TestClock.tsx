// A clock to play with: see today what would happen in weeks.
import { useState } from 'react'
import { can, useMe } from '~/lib/api/session'
import { addDays, formatInstant, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { DateField } from '~/ui/DateField'
import { Link } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { Section } from '~/ui/Section'
import { useTestClock } from './test-clock'

const STEPS = [
  { days: 1, label: '1 day' },
  { days: 7, label: '1 week' },
  { days: 30, label: '30 days' },
]
const MOST_DAYS = 400

function Sent({ count }: { count: number | undefined }) {
  if (count === undefined) return null
  return (
    <Notice tone={count > 0 ? 'good' : 'info'} role="status">
      {count === 0
        ? 'No reminder fell due on the way.'
        : plural(count, '{count} reminder went out on the way.', '{count} reminders went out on the way.')}{' '}
      {count > 0 && <Link to="/mailbox">Read them in the mailbox</Link>}
    </Notice>
  )
}

export function TestClock() {
  const me = useMe()
  const locale = useLocale()
  const today = useToday()
  const [day, setDay] = useState<string | null>(null)
  const { advance, reset } = useTestClock()
  const running = me.test_clock !== null
  const allowed = can(me, 'test_clock.write')
  const noon = day === null ? null : `${day}T12:00:00Z`
  return (
    <div className="max-w-form">
      <PageHeader
        title="Test clock"
        lead="Moves time forward for this organization alone. Everything that falls due on the way happens in order: reminders go out, invoices grow late."
      />
      <div className="grid gap-8">
        <div aria-live="polite">
          <p className="text-muted">{running ? 'The test clock shows' : 'Real time'}</p>
          <p className="mt-1 font-strong text-figure">
            <time dateTime={me.now}>{formatInstant(me.now, locale, me.organization?.time_zone)}</time>
          </p>
        </div>
        <Sent count={advance.data?.sent} />
        {allowed && (
          <>
            <Section title="Move time forward">
              <div className="flex flex-wrap gap-2">
                {STEPS.map(({ days, label }) => (
                  <Button key={days} disabled={advance.isPending} onClick={() => advance.mutate({ days })}>
                    {label}
                  </Button>
                ))}
              </div>
              <div className="mt-5 flex flex-wrap items-end gap-3">
                <DateField
                  label="Or to a day"
                  className="w-52"
                  value={day}
                  onChange={setDay}
                  from={today}
                  min={addDays(today, 1)}
                  max={addDays(today, MOST_DAYS)}
                />
                <Button
                  busy={advance.isPending}
                  disabled={noon === null}
                  onClick={() => noon !== null && advance.mutate({ to: noon })}
                >
                  Go there
                </Button>
              </div>
            </Section>
            {running && (
              <Section title="Back to real time" lead="What happened in the future stays as it is.">
                <Button busy={reset.isPending} onClick={() => reset.mutate()}>
                  Stop the test clock
                </Button>
              </Section>
            )}
          </>
        )}
        <Notice>
          Time only moves while mail stays in the local mailbox, so no client gets a reminder from the future. Use an
          organization of its own for experiments.
        </Notice>
      </div>
    </div>
  )
}
