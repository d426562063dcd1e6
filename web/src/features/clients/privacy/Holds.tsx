// The legal holds on a client: why nothing of it may be erased for now.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type LegalHold, legalHoldsOptions, placeHold, releaseHold } from '~/lib/api/privacy'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { ReasonDialog } from '~/ui/ReasonDialog'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'

type RowProps = { hold: LegalHold; onRelease: (() => void) | undefined }

function Row({ hold, onRelease }: RowProps) {
  const locale = useLocale()
  const day = (at: string) => formatDate(at.slice(0, 10), locale)
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className={hold.released_at ? 'break-words text-muted' : 'break-words font-strong'}>{hold.reason}</p>
        <p className="text-muted text-small">
          {hold.invoice_number && `About ${hold.invoice_number}. `}
          Placed by {hold.placed_by} on {day(hold.placed_at)}.
          {hold.released_at && ` Released by ${hold.released_by} on ${day(hold.released_at)}: ${hold.release_reason}`}
        </p>
      </div>
      {onRelease && (
        <Button size="small" onClick={onRelease}>
          Release
        </Button>
      )}
    </li>
  )
}

export function Holds({ clientId, mayWrite }: { clientId: string; mayWrite: boolean }) {
  const queries = useQueryClient()
  const [open, setOpen] = useState<LegalHold | 'new' | null>(null)
  const { data, error, refetch } = useQuery(legalHoldsOptions(clientId))
  if (error)
    return <ErrorState error={error} onRetry={() => void refetch()} title="The legal holds could not be loaded" />
  if (!data) return <RowsSkeleton label="Loading legal holds" />
  const done = async (said: string) => {
    setOpen(null)
    toast(said)
    await queries.invalidateQueries({ queryKey: ['clients', clientId] })
  }
  return (
    <>
      {data.length > 0 && (
        <ul aria-label="Legal holds">
          {data.map((hold) => (
            <Row
              key={hold.id}
              hold={hold}
              onRelease={mayWrite && hold.released_at === null ? () => setOpen(hold) : undefined}
            />
          ))}
        </ul>
      )}
      {mayWrite && (
        <div>
          <Button onClick={() => setOpen('new')}>Place a legal hold</Button>
        </div>
      )}
      {open === 'new' && (
        <ReasonDialog
          title="Place a legal hold"
          label="Why it must be kept"
          action="Place the hold"
          run={async (reason) => done((await placeHold(clientId, reason)) && 'The legal hold stands.')}
          onClose={() => setOpen(null)}
        >
          <p>For a dispute, an audit or a court: nothing of this client is erased until somebody releases the hold.</p>
        </ReasonDialog>
      )}
      {open !== null && open !== 'new' && (
        <ReasonDialog
          title="Release the legal hold"
          label="Why it is over"
          action="Release"
          run={async (reason) => done((await releaseHold(open.id, reason)) && 'The legal hold is released.')}
          onClose={() => setOpen(null)}
        >
          <p>{open.reason}</p>
        </ReasonDialog>
      )}
    </>
  )
}
