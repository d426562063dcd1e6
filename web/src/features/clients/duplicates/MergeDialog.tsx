// Two clients side by side: every value that differs, and which one stays. What is moved cannot be told apart afterwards.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { mergeClients } from '~/lib/api/client-parts'
import type { Client } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { toast } from '~/ui/toasts'
import { type ClientDraft, draftOf } from '../draft'
import { differences, filledUp } from '../merge'
import { Sides } from './Sides'

type Props = { into: Client; source: Client; onClose: () => void }

export function MergeDialog({ into, source, onClose }: Props) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [kept, gone] = [draftOf(into), draftOf(source)]
  const [draft, setDraft] = useState<ClientDraft>(() => filledUp(kept, gone))
  const submission = useSubmit(async () => {
    await mergeClients(into, { source: source.id, source_version: source.version, client: draft })
    onClose()
    toast(`${source.profile.name} is merged into ${draft.profile.name}.`)
    void navigate({ to: '/clients/$id', params: { id: into.id } })
    await queries.invalidateQueries()
  })
  return (
    <Dialog open onClose={onClose} title={`Merge ${source.profile.name} into ${into.profile.name}`} size="large">
      <Form submission={submission} label="Merge two clients">
        <p className="text-muted">
          Invoices, payments, reminders and contacts of the right one move to the left one, and the right one is
          archived. Issued invoices keep what they say. This cannot be undone.
        </p>
        <Sides
          facts={differences(kept, gone)}
          left={{ title: 'This client', from: kept }}
          right={{ title: 'The one that goes', from: gone }}
          draft={draft}
          onChange={setDraft}
        />
        <DialogActions onClose={onClose} busy={submission.busy} tone="danger">
          Merge the two
        </DialogActions>
      </Form>
    </Dialog>
  )
}
