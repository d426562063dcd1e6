// One client: what it owes, its invoices and payments, and who it is.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { clientOptions } from '~/lib/api/clients'
import type { Client } from '~/lib/api/types'
import { ErrorState } from '~/ui/ErrorState'
import { Section } from '~/ui/Section'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { Details } from './Details'
import { Header } from './Header'

export type ClientSlots = {
  invoices: (client: Client) => ReactNode
  payments: (client: Client) => ReactNode
}

function Waiting() {
  return (
    <Skeleton label="Loading the client">
      <Bone className="mb-4 h-5 w-48" />
      <Bone className="mb-4 h-8 w-3/5" />
      <Bone className="mb-10 h-9 w-64" />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <Bone className="h-80" />
        <Bone className="h-80" />
      </div>
    </Skeleton>
  )
}

function Shown({ client, invoices, payments }: { client: Client } & ClientSlots) {
  return (
    <>
      <Header client={client} />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <Section title="Invoices" className="min-w-0">
          {invoices(client)}
        </Section>
        <aside aria-label="Payments and details" className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
          {payments(client)}
          <Details client={client} />
        </aside>
      </div>
    </>
  )
}

export function ClientScreen(slots: ClientSlots) {
  const { id } = useParams({ from: '/shell/clients/$id' })
  const { data, error, refetch } = useQuery(clientOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This client could not be shown" />
  return data ? <Shown key={data.id} client={data} {...slots} /> : <Waiting />
}
