// Opens a draft for editing, and keeps the same editor when a new draft gets its name from the server.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type RefObject, useRef } from 'react'
import { invoiceOptions } from '~/lib/api/invoices'
import { ErrorState } from '~/ui/ErrorState'
import { Bone, Skeleton } from '~/ui/Skeleton'
import type { NewClientSlot } from './ClientField'
import { Editor } from './Editor'
import { openSession } from './session'

const NEW = 'new'
let opened = 0

type Place = { id: string; created: string | null; key: number }

/** One key for one draft: "new" and the id it becomes are the same place. */
function usePlace(id: string): RefObject<Place> {
  const place = useRef<Place>({ id, created: null, key: 0 })
  if (place.current.key === 0 || (id !== place.current.id && id !== place.current.created)) {
    opened += 1
    place.current = { id, created: null, key: opened }
  }
  if (id === place.current.created) place.current = { ...place.current, id, created: null }
  return place
}

function Waiting() {
  return (
    <Skeleton label="Opening the draft">
      <Bone className="mb-6 h-12 w-72" />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1.8fr)_minmax(0,1fr)]">
        <Bone className="h-96" />
        <Bone className="aspect-[1/1.414]" />
      </div>
    </Skeleton>
  )
}

export function EditorScreen({ newClient }: { newClient: NewClientSlot }) {
  const { id } = useParams({ from: '/shell/invoices/$id/edit' })
  const { client: clientId, kind } = useSearch({ from: '/shell/invoices/$id/edit' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const place = usePlace(id)
  const { data, error, refetch } = useQuery({
    queryKey: ['editor', place.current.key],
    queryFn: () => openSession(client, place.current.id === NEW ? null : place.current.id, clientId, kind),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const saved = data?.saved()
  const status = saved ? client.getQueryData(invoiceOptions(saved.id).queryKey)?.status : 'draft'

  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This draft could not be opened" />
  if (!data) return <Waiting />
  if (saved && status !== 'draft') return <Navigate to="/invoices/$id" params={{ id: saved.id }} replace />
  return (
    <Editor
      key={place.current.key}
      session={data}
      newClient={newClient}
      onCreated={(made) => {
        place.current.created = made
        void navigate({ to: '/invoices/$id/edit', params: { id: made }, search: {}, replace: true, resetScroll: false })
      }}
    />
  )
}
