// Changing a client; invoices already issued keep what they say.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { clientOptions, updateClient } from '~/lib/api/clients'
import { can, useMe } from '~/lib/api/session'
import type { Client } from '~/lib/api/types'
import { Problem } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { Notice } from '~/ui/Notice'
import { toast } from '~/ui/toasts'
import { ClientForm } from './ClientForm'
import { clientIn, fieldsOf } from './fields'

export function EditClient({ client }: { client: Client }) {
  const queries = useQueryClient()
  const me = useMe()
  const [fields, setFields] = useState(() => fieldsOf(client))
  const submission = useSubmit(async () => {
    const changed = await updateClient(client.id, client.version, clientIn(fields))
    queries.setQueryData(clientOptions(client.id).queryKey, changed)
    toast('Saved. Invoices already issued keep what they say.')
    await queries.invalidateQueries({ queryKey: ['clients', 'list'] })
  })
  const elsewhere = submission.problem instanceof Problem && submission.problem.status === 412
  return (
    <div className="max-w-form">
      <Form submission={elsewhere ? { ...submission, problem: null } : submission} label="Details of the client">
        {elsewhere && (
          <Notice
            tone="late"
            role="alert"
            title="Somebody else changed this client"
            action={
              <Button
                size="small"
                onClick={() => void queries.invalidateQueries({ queryKey: clientOptions(client.id).queryKey })}
              >
                Show the newest
              </Button>
            }
          >
            What you typed is not saved. Copy what you need before you look at the newest version.
          </Notice>
        )}
        <ClientForm fields={fields} onChange={setFields} errors={submission.errors} />
        {can(me, 'clients.write') && (
          <Button type="submit" tone="primary" busy={submission.busy} className="justify-self-start">
            Save changes
          </Button>
        )}
      </Form>
    </div>
  )
}
