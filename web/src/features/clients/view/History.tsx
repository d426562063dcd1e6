// Everything that happened with the client: invoices, mails, reminders and payments, newest first.
import { useInfiniteQuery } from '@tanstack/react-query'
import { historyOptions } from '~/lib/api/client-parts'
import type { Client, HistoryEntry } from '~/lib/api/types'
import { inWords } from '~/lib/happenings'
import { useLocale } from '~/lib/locale'
import { type Present, usePresent } from '~/lib/today'
import { dayAndTime } from '~/lib/when'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { RowsSkeleton } from '~/ui/Skeleton'
import { type Moment, Timeline } from '~/ui/Timeline'

function momentOf(entry: HistoryEntry, present: Present, locale: string): Moment {
  const { text, detail, tone } = inWords(entry, locale)
  const number = entry.invoice_id && (
    <Link to="/invoices/$id" params={{ id: entry.invoice_id }}>
      {entry.number ?? 'Draft'}
    </Link>
  )
  return {
    id: entry.id,
    at: entry.at,
    when: dayAndTime(entry.at, present, locale),
    tone,
    detail,
    text: number ? (
      <>
        {number}
        <span className="block">{text}</span>
      </>
    ) : (
      text
    ),
  }
}

export function History({ client }: { client: Client }) {
  const locale = useLocale()
  const present = usePresent()
  const found = useInfiniteQuery(historyOptions(client.id))
  if (found.error && !found.data) {
    return (
      <ErrorState error={found.error} onRetry={() => void found.refetch()} title="The history could not be loaded" />
    )
  }
  if (!found.data) return <RowsSkeleton label="Loading the history" />
  const entries = found.data.pages.flatMap((page) => page.data)
  if (entries.length === 0) {
    return (
      <EmptyState drawing="clients" title="Nothing happened yet">
        Invoices, mails, reminders and payments of this client will stand here.
      </EmptyState>
    )
  }
  return (
    <div className="max-w-form">
      <Timeline
        label={`What happened with ${client.profile.name}`}
        moments={entries.map((entry) => momentOf(entry, present, locale))}
      />
      {found.hasNextPage && (
        <Button className="mt-4" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          Show older
        </Button>
      )}
    </div>
  )
}
