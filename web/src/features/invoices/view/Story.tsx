// What happens next and what has happened, each in one line.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { timelineOptions } from '~/lib/api/invoices'
import type { InvoiceReminders } from '~/lib/api/types'
import { stepInWords } from '~/lib/happenings'
import { useLocale } from '~/lib/locale'
import { usePresent } from '~/lib/today'
import { dayAndTime } from '~/lib/when'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { RowsSkeleton } from '~/ui/Skeleton'
import { type Moment, Timeline } from '~/ui/Timeline'
import { ahead, told } from './story'

const SHOWN_AHEAD = 3

export function Ahead({ reminders }: { reminders: InvoiceReminders | undefined }) {
  const locale = useLocale()
  const present = usePresent()
  if (!reminders || reminders.state === 'done' || reminders.state === 'none') return null
  const paused = reminders.state === 'paused'
  const moments = ahead(reminders.plan)
    .slice(0, SHOWN_AHEAD)
    .map((step) => ({
      id: step.step,
      text: `Reminder ${stepInWords(step.step)}`,
      when: paused ? 'waits until reminders go on' : dayAndTime(step.at, present, locale),
      at: step.at,
      planned: true,
    }))
  if (moments.length === 0) return null
  return (
    <section>
      <h2 className="mb-3 text-lead">What happens next</h2>
      <Timeline label="Planned reminders" moments={moments} />
    </section>
  )
}

/** One page of the story, and behind it the earlier ones when somebody asks. */
function Page({ id, cursor }: { id: string; cursor: string | null }) {
  const locale = useLocale()
  const present = usePresent()
  const [earlier, showEarlier] = useState(false)
  const { data, error, refetch } = useQuery(timelineOptions(id, cursor))
  if (error && !data)
    return <ErrorState error={error} onRetry={() => void refetch()} title="The history could not be loaded" />
  if (!data) return <RowsSkeleton rows={3} label="Loading the history" />
  const moments: Moment[] = data.data.flatMap((entry) => {
    const telling = told(entry, locale)
    if (telling === null) return []
    const who = entry.actor_kind === 'user' ? `, ${entry.actor_label}` : ''
    return [{ ...telling, id: entry.id, at: entry.at, when: `${dayAndTime(entry.at, present, locale)}${who}` }]
  })
  return (
    <>
      <Timeline label={cursor === null ? 'History' : 'Earlier history'} moments={moments} />
      {data.next && !earlier && (
        <Button size="small" tone="quiet" className="mt-2" onClick={() => showEarlier(true)}>
          Show what was before
        </Button>
      )}
      {data.next && earlier && (
        <div className="mt-5">
          <Page id={id} cursor={data.next} />
        </div>
      )}
    </>
  )
}

export function Story({ id }: { id: string }) {
  return (
    <section>
      <h2 className="mb-3 text-lead">What happened</h2>
      <Page id={id} cursor={null} />
    </section>
  )
}
