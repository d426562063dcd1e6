// The people at a client and what each of them gets.
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { contactsOptions } from '~/lib/api/client-parts'
import { can, useMe } from '~/lib/api/session'
import type { Client, Contact } from '~/lib/api/types'
import { Button, IconButton } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { RowsSkeleton } from '~/ui/Skeleton'
import { ContactDialog } from './ContactDialog'
import { getsWords, ROLES } from './words'

function Row({ contact, onEdit }: { contact: Contact; onEdit: (() => void) | undefined }) {
  return (
    <li className="flex items-start gap-4 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="break-words font-strong">
          {contact.name}
          <span className="ms-2 font-normal text-muted">{ROLES[contact.role]}</span>
        </p>
        <p className="flex flex-wrap gap-x-4 break-words">
          {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
          {contact.phone && <a href={`tel:${contact.phone}`}>{contact.phone}</a>}
        </p>
        <p className="text-muted text-small">{getsWords(contact)}</p>
        {contact.notes && <p className="whitespace-pre-line text-muted text-small">{contact.notes}</p>}
      </div>
      {onEdit && (
        <IconButton label={`Change ${contact.name}`} onClick={onEdit}>
          <Pencil aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

export function Contacts({ client }: { client: Client }) {
  const me = useMe()
  const mayWrite = can(me, 'clients.write') && client.merged_into === null
  const [open, setOpen] = useState<Contact | 'new' | null>(null)
  const { data, error, refetch } = useQuery(contactsOptions(client.id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The contacts could not be loaded" />
  if (!data) return <RowsSkeleton label="Loading contacts" />
  const add = mayWrite && (
    <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setOpen('new')}>
      Add a contact
    </Button>
  )
  return (
    <div className={data.length > 0 ? 'max-w-form' : undefined}>
      {data.length === 0 ? (
        <EmptyState drawing="clients" title="Who works there?" action={add}>
          Without contacts, invoices and reminders go to {client.profile.email || 'the address of the client'}.
        </EmptyState>
      ) : (
        <>
          <ul aria-label="Contacts">
            {data.map((contact) => (
              <Row key={contact.id} contact={contact} onEdit={mayWrite ? () => setOpen(contact) : undefined} />
            ))}
          </ul>
          <div className="mt-4 flex flex-wrap items-center justify-between gap-2">
            {add}
            <ExportLinks path={`/v1/clients/${client.id}/contacts`} query={{}} />
          </div>
        </>
      )}
      {open && (
        <ContactDialog client={client} {...(open !== 'new' && { contact: open })} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}
