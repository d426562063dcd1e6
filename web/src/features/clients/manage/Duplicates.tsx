// Pairs of clients that may be one, the surest first.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { allDuplicatesOptions } from '~/lib/api/client-parts'
import { can, useMe } from '~/lib/api/session'
import type { Duplicate } from '~/lib/api/types'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { RowsSkeleton } from '~/ui/Skeleton'
import { MergeDialog } from '../duplicates/MergeDialog'
import { alikeWords } from '../duplicates/words'

function Row({ pair, mayMerge }: { pair: Duplicate; mayMerge: boolean }) {
  const [merging, setMerging] = useState(false)
  const { one, other } = pair
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-3 last:border-b-0">
      <p className="min-w-0 flex-1 basis-64 break-words">
        <Link to="/clients/$id" params={{ id: other.id }}>
          {other.profile.name}
        </Link>{' '}
        {alikeWords(pair.alike)} as{' '}
        <Link to="/clients/$id" params={{ id: one.id }}>
          {one.profile.name}
        </Link>
      </p>
      {mayMerge && (
        <Button size="small" onClick={() => setMerging(true)}>
          Compare and merge
        </Button>
      )}
      {merging && <MergeDialog into={one} source={other} onClose={() => setMerging(false)} />}
    </li>
  )
}

export function Duplicates() {
  const mayMerge = can(useMe(), 'clients.merge')
  const { data, error, refetch } = useQuery(allDuplicatesOptions)
  if (error)
    return <ErrorState error={error} onRetry={() => void refetch()} title="Duplicates could not be looked for" />
  if (!data) return <RowsSkeleton label="Looking for duplicates" />
  if (data.length === 0) {
    return (
      <EmptyState drawing="clients" title="Every client is there once">
        Two clients with one tax number, one name, or one mail domain and like names would stand here.
      </EmptyState>
    )
  }
  return (
    <ul aria-label="Duplicates" className="max-w-form">
      {data.map((pair) => (
        <Row key={`${pair.one.id} ${pair.other.id}`} pair={pair} mayMerge={mayMerge} />
      ))}
    </ul>
  )
}
