// The answer to "how do we stand with this client": what it owes in a sentence, how to reach it, and what to do next.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Archive, Mail, Pencil, Phone, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { balancesOptions, patternOptions } from '~/lib/api/clients'
import { can, useMe } from '~/lib/api/session'
import type { Client } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { useShortcuts } from '~/lib/shortcuts'
import { useTitle } from '~/lib/title'
import { Button } from '~/ui/Button'
import { Link, LinkButton } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { StatusBadge } from '~/ui/StatusBadge'
import { useArchiving } from '../archiving'
import { owesSentence } from './owes'
import { patternWords } from './pattern'

type Props = { client: Client; acts: ReactNode }

function Actions({ client, acts }: Props) {
  const me = useMe()
  const navigate = useNavigate()
  const { archive } = useArchiving(client)
  const edit = { to: '/clients/$id/edit', params: { id: client.id } } as const
  const mayWrite = can(me, 'clients.write')
  useShortcuts(mayWrite ? [{ keys: 'e', label: 'Edit this client', run: () => void navigate(edit) }] : [])
  if (client.archived) return null
  return (
    <div className="mt-5 flex flex-wrap gap-2">
      {can(me, 'invoices.write') && (
        <LinkButton to="/invoices/new" search={{ client: client.id }} tone="primary">
          <Plus aria-hidden className="size-4" />
          New invoice
        </LinkButton>
      )}
      {acts}
      {mayWrite && (
        <>
          <LinkButton {...edit}>
            <Pencil aria-hidden className="size-4" />
            Edit
          </LinkButton>
          <Button
            tone="quiet"
            icon={<Archive aria-hidden className="size-4" />}
            busy={archive.isPending}
            onClick={() => archive.mutate()}
          >
            Archive
          </Button>
        </>
      )}
    </div>
  )
}

function ArchivedNotice({ client }: { client: Client }) {
  const me = useMe()
  const { restore } = useArchiving(client)
  const button = (
    <Button size="small" busy={restore.isPending} onClick={() => restore.mutate()}>
      Restore
    </Button>
  )
  return (
    <div className="mt-5">
      <Notice title="This client is archived" action={can(me, 'clients.write') && button}>
        It gets no new invoices and is left out of lists; what it was invoiced stays.
      </Notice>
    </div>
  )
}

const REACH =
  'inline-flex min-h-6 items-center gap-1.5 rounded-tag underline decoration-edge underline-offset-3 hover:decoration-current pointer-coarse:min-h-11'

function Reach({ client }: { client: Client }) {
  const { contact_name: contact, email, phone } = client.profile
  return (
    <p className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1">
      {contact && <span>{contact}</span>}
      {email && (
        <a href={`mailto:${email}`} className={REACH}>
          <Mail aria-hidden className="size-4 text-muted" />
          {email}
        </a>
      )}
      {phone && (
        <a href={`tel:${phone}`} className={REACH}>
          <Phone aria-hidden className="size-4 text-muted" />
          {phone}
        </a>
      )}
    </p>
  )
}

/** How it pays, in a line. Nothing while that is not known: it is no reason to wait. */
function Pattern({ id }: { id: string }) {
  const locale = useLocale()
  const { data } = useQuery(patternOptions(id))
  if (!data) return null
  return patternWords(data, locale).map((words) => (
    <p key={words} className="mt-1 text-muted">
      {words}
    </p>
  ))
}

export function Header({ client, acts }: Props) {
  const locale = useLocale()
  const me = useMe()
  const { name } = client.profile
  const { data } = useQuery(balancesOptions([client.id]))
  const balance = data?.get(client.id)
  const last = balance?.last_invoiced_on
  useTitle(name)
  return (
    <header className="mb-8">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <Link to="/clients">Clients</Link>
        <span aria-hidden>/</span>
        <span className="font-strong text-ink">{name}</span>
        {client.reminders_paused && <StatusBadge tone="paused">Reminders paused</StatusBadge>}
      </div>
      <h1 className="max-w-3xl text-figure tracking-tight">{balance ? owesSentence(name, balance, locale) : name}</h1>
      <p className="mt-2 text-muted">{last ? `Last invoiced on ${formatDate(last, locale)}.` : ' '}</p>
      {can(me, 'invoices.read') && last && <Pattern id={client.id} />}
      <Reach client={client} />
      {client.archived ? <ArchivedNotice client={client} /> : <Actions client={client} acts={acts} />}
    </header>
  )
}
