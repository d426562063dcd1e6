// Changing one client; the page of the client is where one comes from and goes back to.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { clientOptions } from '~/lib/api/clients'
import { can, useMe } from '~/lib/api/session'
import type { Client } from '~/lib/api/types'
import { ErrorState } from '~/ui/ErrorState'
import { Link, LinkButton } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { draftOf } from '../draft'
import { ClientForm } from './ClientForm'

function Editor({ client }: { client: Client }) {
  const me = useMe()
  const navigate = useNavigate()
  const page = { to: '/clients/$id', params: { id: client.id } } as const
  if (!can(me, 'clients.write')) {
    return (
      <Notice title="You can look at this client but not change it">
        Your role only reads. Ask an owner or an admin for another one.
      </Notice>
    )
  }
  return (
    <ClientForm
      start={draftOf(client)}
      client={client}
      save="Save"
      onSaved={() => {
        toast('Saved. New invoices show it; issued ones stay as they are.')
        void navigate({ ...page, replace: true })
      }}
      beside={
        <LinkButton {...page} tone="quiet" size="large">
          Cancel
        </LinkButton>
      }
    />
  )
}

export function EditClient() {
  const { id } = useParams({ from: '/shell/clients/$id/edit' })
  const { data, error, refetch } = useQuery(clientOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This client could not be loaded" />
  const back = data && (
    <Link to="/clients/$id" params={{ id }}>
      {data.profile.name}
    </Link>
  )
  return (
    <div className="max-w-form">
      <PageHeader title={data ? `Edit ${data.profile.name}` : 'Edit client'} above={back} />
      {data ? <Editor key={data.id} client={data} /> : <RowsSkeleton label="Loading the client" />}
    </div>
  )
}
