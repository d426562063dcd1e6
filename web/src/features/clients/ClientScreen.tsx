// One client: what it owes, its invoices and payments, and everything that is known about it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { archiveClient, balancesOptions, clientOptions, restoreClient } from '~/lib/api/clients'
import { can, useMe } from '~/lib/api/session'
import type { Client } from '~/lib/api/types'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { sentenceOf } from '~/lib/problem'
import { useTitle } from '~/lib/title'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { Figure } from '~/ui/Figure'
import { Link, LinkButton } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { Tabs } from '~/ui/Tabs'
import { toast } from '~/ui/toasts'
import { Contact } from './Contact'
import { EditClient } from './EditClient'

export type ClientSlots = { invoices: (client: Client) => ReactNode; payments: (client: Client) => ReactNode }

function useArchive(client: Client) {
  const queries = useQueryClient()
  const name = client.profile.name
  const options = { onError: (error: unknown) => void toast(sentenceOf(error), { tone: 'late' }) }
  const refresh = () => queries.invalidateQueries({ queryKey: ['clients'] })
  const restore = useMutation({
    mutationFn: () => restoreClient(client.id),
    onSuccess: async () => {
      toast(`${name} can be billed again`)
      await refresh()
    },
    ...options,
  })
  const archive = useMutation({
    mutationFn: () => archiveClient(client.id),
    onSuccess: async () => {
      toast(`${name} archived`, { undo: () => restore.mutate() })
      await refresh()
    },
    ...options,
  })
  return { archive, restore }
}

function Owes({ client }: { client: Client }) {
  const locale = useLocale()
  const { data } = useQuery(balancesOptions([client.id]))
  const balance = data?.get(client.id)
  if (!balance) return <Bone className="mb-8 h-16 w-64" />
  const open = balance.open.filter((one) => !isZero(one.balance))
  if (open.length === 0) return <p className="mb-8 text-muted">Owes nothing.</p>
  return (
    <section aria-label="What this client owes" className="mb-8 flex flex-wrap gap-x-12 gap-y-4">
      {open.map((one, index) => (
        <Figure
          key={one.currency}
          label="Owes"
          size={index === 0 ? 'hero' : 'figure'}
          amount={one.balance}
          currency={one.currency}
          explained={
            isZero(one.overdue) ? (
              'Nothing of it is overdue'
            ) : (
              <span className="text-late">
                {formatMoney({ amount: one.overdue, currency: one.currency }, locale)} overdue
              </span>
            )
          }
        />
      ))}
    </section>
  )
}

function Header({ client }: { client: Client }) {
  const me = useMe()
  const { archive, restore } = useArchive(client)
  useTitle(client.profile.name)
  return (
    <header className="mb-8 flex flex-wrap items-end gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-64">
        <p className="mb-2 text-muted">
          <Link to="/clients">Clients</Link>
        </p>
        <h1 className="text-figure tracking-tight">{client.profile.name}</h1>
      </div>
      <div className="flex flex-wrap gap-2">
        {can(me, 'clients.write') && !client.archived && (
          <Button
            icon={<Archive aria-hidden className="size-4" />}
            busy={archive.isPending}
            onClick={() => archive.mutate()}
          >
            Archive
          </Button>
        )}
        {can(me, 'clients.write') && client.archived && (
          <Button
            icon={<ArchiveRestore aria-hidden className="size-4" />}
            busy={restore.isPending}
            onClick={() => restore.mutate()}
          >
            Restore
          </Button>
        )}
        {can(me, 'invoices.write') && !client.archived && (
          <LinkButton to="/invoices/new" search={{ client: client.id }} tone="primary">
            <Plus aria-hidden className="size-4" />
            New invoice
          </LinkButton>
        )}
      </div>
    </header>
  )
}

function Shown({ client, invoices, payments }: { client: Client } & ClientSlots) {
  const { tab = 'invoices' } = useSearch({ from: '/shell/clients/$id' })
  const navigate = useNavigate({ from: '/clients/$id' })
  const items = [
    { id: 'invoices', label: 'Invoices', content: invoices(client) },
    { id: 'payments', label: 'Payments', content: payments(client) },
    { id: 'details', label: 'Details', content: <EditClient key={client.version} client={client} /> },
  ]
  return (
    <>
      <Header client={client} />
      {client.archived && (
        <div className="mb-8">
          <Notice>This client is archived: it stays in the books and cannot be billed.</Notice>
        </div>
      )}
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_15rem]">
        <div className="min-w-0">
          <Owes client={client} />
          <Tabs
            label="About this client"
            selected={tab}
            onSelect={(id) =>
              void navigate({
                search: { tab: id === 'payments' || id === 'details' ? id : undefined },
                replace: true,
                resetScroll: false,
              })
            }
            items={items}
          />
        </div>
        <Contact client={client} />
      </div>
    </>
  )
}

export function ClientScreen(slots: ClientSlots) {
  const { id } = useParams({ from: '/shell/clients/$id' })
  const { data, error, refetch } = useQuery(clientOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This client could not be shown" />
  if (data) return <Shown client={data} {...slots} />
  return (
    <Skeleton label="Loading the client">
      <Bone className="mb-8 h-8 w-72" />
      <Bone className="mb-8 h-16 w-64" />
      <Bone className="h-64" />
    </Skeleton>
  )
}
