// Adding or changing a client; what the server finds wrong lands on the fields.
import type { ReactNode } from 'react'
import type { Client } from '~/lib/api/types'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import type { ClientDraft } from '../draft'
import { ClientFields } from './ClientFields'
import { ConflictNotice } from './ConflictNotice'
import { useClientForm } from './saving'

type Props = {
  start: ClientDraft
  client?: Client
  onSaved: (client: Client) => void
  save: string
  beside?: ReactNode
}

export function ClientForm({ start, client, onSaved, save, beside }: Props) {
  const { draft, setDraft, conflict, submission } = useClientForm({ start, client, onSaved })
  return (
    <Form submission={submission} label={client ? 'Client' : 'New client'}>
      {conflict && <ConflictNotice conflict={conflict} draft={draft} onChange={setDraft} />}
      <ClientFields draft={draft} onChange={setDraft} errors={submission.errors} />
      <div className="flex flex-wrap gap-3 border-line border-t pt-6">
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          {save}
        </Button>
        {beside}
      </div>
    </Form>
  )
}
