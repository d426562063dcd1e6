// Fields of one's own: what the organization wants to know of each client.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { clientFieldsOptions, saveField } from '~/lib/api/client-parts'
import { can, useMe } from '~/lib/api/session'
import type { ClientField } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { FieldDialog, KINDS } from './FieldDialog'

function Row({ field, mayWrite }: { field: ClientField; mayWrite: boolean }) {
  const queries = useQueryClient()
  const { id: _, version, ...kept } = field
  const turn = () =>
    saveField({ ...kept, archived: !field.archived }, field).then(
      () => queries.invalidateQueries({ queryKey: ['client-fields'] }),
      (error: unknown) => void toast(sentenceOf(error), { tone: 'late' }),
    )
  return (
    <li className="flex items-center gap-4 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className={field.archived ? 'text-muted line-through' : 'font-strong'}>{field.label}</p>
        <p className="text-muted text-small">
          {KINDS[field.kind]}
          {field.choices.length > 0 && `: ${field.choices.join(', ')}`}
        </p>
      </div>
      {mayWrite && (
        <Button size="small" tone="quiet" onClick={() => void turn()}>
          {field.archived ? 'Use again' : 'Put away'}
        </Button>
      )}
    </li>
  )
}

export function Fields() {
  const mayWrite = can(useMe(), 'organization.write')
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery(clientFieldsOptions)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The fields could not be loaded" />
  if (!data) return <RowsSkeleton label="Loading fields" />
  const add = mayWrite && (
    <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
      New field
    </Button>
  )
  return (
    <div className={data.length > 0 ? 'max-w-form' : undefined}>
      {data.length === 0 ? (
        <EmptyState drawing="clients" title="What else do you want to know of a client?" action={add}>
          A region, a contract day, a number of seats: every client gets the field.
        </EmptyState>
      ) : (
        <>
          <ul aria-label="Fields">
            {data.map((field) => (
              <Row key={field.id} field={field} mayWrite={mayWrite} />
            ))}
          </ul>
          <div className="mt-4">{add}</div>
        </>
      )}
      {adding && <FieldDialog onClose={() => setAdding(false)} />}
    </div>
  )
}
