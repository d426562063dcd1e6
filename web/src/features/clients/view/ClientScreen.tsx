// One client: what it owes and was invoiced, who works there, how it is billed, and what happened so far.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { clientOptions } from '~/lib/api/clients'
import type { Client } from '~/lib/api/types'
import { ErrorState } from '~/ui/ErrorState'
import { Section } from '~/ui/Section'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { Tabs } from '~/ui/Tabs'
import { Certificates } from '../certificates/Certificates'
import { Contacts } from '../contacts/Contacts'
import { Privacy } from '../privacy/Privacy'
import { Details } from './Details'
import { Header } from './Header'
import { History } from './History'
import { Looks } from './Looks'
import { clientPageSearch } from './search'
import { Warnings } from './Warnings'

export type ClientSlots = {
  invoices: (client: Client) => ReactNode
  payments: (client: Client) => ReactNode
  /** What can be done about its money, beside the other acts. */
  acts: (client: Client) => ReactNode
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

function Overview({ client, invoices, payments }: { client: Client } & Pick<ClientSlots, 'invoices' | 'payments'>) {
  return (
    <div className="grid gap-x-12 gap-y-10 2xl:grid-cols-[minmax(0,1fr)_18rem]">
      <Section title="Invoices" className="min-w-0">
        {invoices(client)}
      </Section>
      <aside aria-label="Payments" className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
        {payments(client)}
      </aside>
    </div>
  )
}

function Billing({ client }: { client: Client }) {
  return (
    <div className="grid gap-10">
      <Details client={client} />
      <Looks client={client} />
      <Certificates client={client} />
      <Privacy client={client} />
    </div>
  )
}

function Shown({ client, ...slots }: { client: Client } & ClientSlots) {
  const { tab } = useSearch({ from: '/shell/clients/$id' })
  const navigate = useNavigate({ from: '/clients/$id' })
  const show = (id: string) =>
    void navigate({ search: clientPageSearch.parse({ tab: id }), replace: true, resetScroll: false })
  const items = [
    { id: 'overview', label: 'Overview', content: <Overview client={client} {...slots} /> },
    { id: 'contacts', label: 'Contacts', content: <Contacts client={client} /> },
    { id: 'details', label: 'Details', content: <Billing client={client} /> },
    { id: 'history', label: 'History', content: <History client={client} /> },
  ]
  return (
    <>
      <Header client={client} acts={slots.acts(client)} />
      <Warnings client={client} />
      <Tabs label={client.profile.name} items={items} selected={tab ?? 'overview'} onSelect={show} />
    </>
  )
}

export function ClientScreen(slots: ClientSlots) {
  const { id } = useParams({ from: '/shell/clients/$id' })
  const { data, error, refetch } = useQuery(clientOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This client could not be shown" />
  return data ? <Shown key={data.id} client={data} {...slots} /> : <Waiting />
}
