// The papers by which the client is not charged tax, each with its copy.
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { certificatesOptions, copyPath } from '~/lib/api/certificates'
import { can, useMe } from '~/lib/api/session'
import type { Certificate, Client } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { useToday } from '~/lib/today'
import { Button, IconButton } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { OutLink } from '~/ui/Link'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { CertificateDialog } from './CertificateDialog'
import { daysWords, placeWords, stateWords } from './words'

function Row({ one, onEdit }: { one: Certificate; onEdit: (() => void) | undefined }) {
  const locale = useLocale()
  const state = stateWords(one, useToday())
  return (
    <li className="flex items-start gap-4 border-line border-b py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="break-words font-strong">
          {one.number}
          <span className="ms-2 font-normal text-muted">{placeWords(one, locale)}</span>
        </p>
        <p>{daysWords(one, locale)}</p>
        {one.reason && <p className="break-words text-muted text-small">{one.reason}</p>}
        {state && <p className="text-late text-small">{state}</p>}
        <p className="break-words text-small">
          {one.file_type ? <OutLink href={copyPath(one)}>{one.file_name}</OutLink> : 'No copy yet.'}
        </p>
      </div>
      {onEdit && (
        <IconButton label={`Change certificate ${one.number}`} onClick={onEdit}>
          <Pencil aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

function List({ client, onOpen }: { client: Client; onOpen: ((one: Certificate) => void) | undefined }) {
  const { data, error, refetch } = useQuery(certificatesOptions(client.id))
  if (error) {
    return <ErrorState error={error} onRetry={() => void refetch()} title="The certificates could not be loaded" />
  }
  if (!data) return <RowsSkeleton label="Loading certificates" />
  if (data.length === 0) {
    return <p className="text-muted">None. With one that holds, invoices are not charged the tax of its place.</p>
  }
  return (
    <ul aria-label="Exemption certificates">
      {data.map((one) => (
        <Row key={one.id} one={one} onEdit={onOpen && (() => onOpen(one))} />
      ))}
    </ul>
  )
}

export function Certificates({ client }: { client: Client }) {
  const me = useMe()
  const mayWrite = can(me, 'clients.write') && client.merged_into === null
  const [open, setOpen] = useState<Certificate | 'new' | null>(null)
  return (
    <Section title="Exemption certificates" className="max-w-form">
      <List client={client} onOpen={mayWrite ? setOpen : undefined} />
      {mayWrite && (
        <Button className="mt-4" icon={<Plus aria-hidden className="size-4" />} onClick={() => setOpen('new')}>
          Add a certificate
        </Button>
      )}
      {open && (
        <CertificateDialog
          client={client}
          {...(open !== 'new' && { certificate: open })}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  )
}
