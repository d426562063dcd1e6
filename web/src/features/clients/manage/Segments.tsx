// Segments: rules that find clients, each with a link to those it finds now.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { removeSegment, segmentsOptions } from '~/lib/api/client-parts'
import { can, useMe } from '~/lib/api/session'
import type { Segment } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { Button, IconButton } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link } from '~/ui/Link'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { SegmentDialog } from './SegmentDialog'
import { rulesWords } from './words'

function Row({ segment, mayWrite }: { segment: Segment; mayWrite: boolean }) {
  const queries = useQueryClient()
  const locale = useLocale()
  const remove = () =>
    removeSegment(segment).then(
      () => queries.invalidateQueries({ queryKey: ['segments'] }),
      (error: unknown) => void toast(sentenceOf(error), { tone: 'late' }),
    )
  return (
    <li className="flex items-start gap-4 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <Link to="/clients" search={{ segment: segment.id }}>
          {segment.name}
        </Link>
        <p className="text-muted">{rulesWords(segment.rules, locale)}</p>
      </div>
      {mayWrite && (
        <IconButton label={`Remove ${segment.name}`} onClick={() => void remove()}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

export function Segments() {
  const mayWrite = can(useMe(), 'clients.write')
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery(segmentsOptions)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The segments could not be loaded" />
  if (!data) return <RowsSkeleton label="Loading segments" />
  const add = mayWrite && (
    <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
      New segment
    </Button>
  )
  return (
    <div className={data.length > 0 ? 'max-w-form' : undefined}>
      {data.length === 0 ? (
        <EmptyState drawing="clients" title="Clients that have something in common" action={add}>
          Say what they share, such as a country or an old debt; who belongs is found anew each time.
        </EmptyState>
      ) : (
        <>
          <ul aria-label="Segments">
            {data.map((segment) => (
              <Row key={segment.id} segment={segment} mayWrite={mayWrite} />
            ))}
          </ul>
          <div className="mt-4 flex flex-wrap items-center justify-between gap-2">
            {add}
            <ExportLinks path="/v1/segments" query={{}} />
          </div>
        </>
      )}
      {adding && <SegmentDialog onClose={() => setAdding(false)} />}
    </div>
  )
}
