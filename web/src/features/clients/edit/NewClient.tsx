// A client of one's own to invoice: the country, currency and language of the organization are a first guess.
import { useNavigate } from '@tanstack/react-router'
import { can, useMe } from '~/lib/api/session'
import { Link, LinkButton } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { toast } from '~/ui/toasts'
import { newDraft } from '../draft'
import { ClientForm } from './ClientForm'

export function NewClient() {
  const me = useMe()
  const navigate = useNavigate()
  const start = newDraft({
    country: me.organization?.country ?? '',
    currency: me.organization?.base_currency ?? 'EUR',
    language: me.organization?.language ?? 'en',
  })
  return (
    <div className="max-w-form">
      <PageHeader title="New client" above={<Link to="/clients">Clients</Link>} />
      {can(me, 'clients.write') ? (
        <ClientForm
          start={start}
          save="Add the client"
          onSaved={(client) => {
            toast(`${client.profile.name} is added.`)
            void navigate({ to: '/clients/$id', params: { id: client.id }, replace: true })
          }}
          beside={
            <LinkButton to="/clients" tone="quiet" size="large">
              Cancel
            </LinkButton>
          }
        />
      ) : (
        <Notice title="You cannot add clients">Your role only reads. Ask an owner or an admin for another one.</Notice>
      )}
    </div>
  )
}
