// The rights of the person behind a client: legal holds, and erasing what no law keeps.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ErasurePreview, erasureOptions } from '~/lib/api/privacy'
import { can, useMe } from '~/lib/api/session'
import type { Client } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { EraseDialog } from './EraseDialog'
import { Holds } from './Holds'

/** What was done before, or what may be asked for. */
function doneWords(last: ErasurePreview['done'][number] | undefined, locale: string): string {
  if (!last) return 'Somebody may ask to be forgotten. What the law wants kept stays, the rest goes at once.'
  const day = formatDate(last.done_at.slice(0, 10), locale)
  const kept = last.kept_until && ` Its documents are kept until ${formatDate(last.kept_until, locale)}.`
  return `${last.done_by} erased it on ${day}: ${last.reason.replace(/\.?$/, '.')}${kept ?? ''}`
}

function Shown({ client }: { client: Client }) {
  const locale = useLocale()
  const mayWrite = can(useMe(), 'privacy.write') && client.merged_into === null
  const [open, setOpen] = useState(false)
  const { data, error, refetch, isFetching } = useQuery(erasureOptions(client.id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This could not be loaded" />
  if (!data) return <RowsSkeleton label="Loading what is known of the person" />
  const last = data.done[0]
  return (
    <div className="grid gap-4">
      <p className="break-words text-muted">{doneWords(last, locale)}</p>
      <Holds clientId={client.id} mayWrite={mayWrite} />
      {mayWrite && !(last && client.archived) && (
        <div>
          <Button tone="danger" busy={isFetching} onClick={() => void refetch().then(() => setOpen(true))}>
            Erase personal data…
          </Button>
        </div>
      )}
      {open && <EraseDialog client={client} preview={data} onClose={() => setOpen(false)} />}
    </div>
  )
}

export function Privacy({ client }: { client: Client }) {
  if (!can(useMe(), 'privacy.read')) return null
  return (
    <Section title="Personal data" className="max-w-form">
      <Shown client={client} />
    </Section>
  )
}
