// A new client, with everything that can be said about it.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createClient } from '~/lib/api/clients'
import { useMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Link, LinkButton } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { toast } from '~/ui/toasts'
import { ClientForm } from './ClientForm'
import { clientIn, emptyFields } from './fields'

export function NewClientScreen() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { organization } = useMe()
  const [fields, setFields] = useState(() =>
    emptyFields(organization?.base_currency ?? 'EUR', organization?.country ?? '', organization?.language ?? 'en'),
  )
  const submission = useSubmit(async () => {
    const made = await createClient(clientIn(fields))
    toast(`${made.profile.name} added`)
    await queries.invalidateQueries({ queryKey: ['clients'] })
    await navigate({ to: '/clients/$id', params: { id: made.id } })
  })
  return (
    <div className="max-w-form">
      <PageHeader title="New client" above={<Link to="/clients">Clients</Link>} />
      <Form submission={submission} label="New client">
        <ClientForm fields={fields} onChange={setFields} errors={submission.errors} />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={submission.busy}>
            Add client
          </Button>
          <LinkButton to="/clients">Cancel</LinkButton>
        </div>
      </Form>
    </div>
  )
}
