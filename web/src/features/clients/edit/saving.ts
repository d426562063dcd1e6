// Saving a client; when somebody else saved it first, both changes are kept and shown until the person decides.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { clientOptions, createClient, updateClient } from '~/lib/api/clients'
import type { Client } from '~/lib/api/types'
import { Problem } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { type ClientDraft, draftOf } from '../draft'
import { differences, joined } from '../merge'

export type Conflict = { mine: ClientDraft; theirs: ClientDraft }

type Given = {
  start: ClientDraft
  /** The client that is changed; without it one is added. */
  client?: Client | undefined
  onSaved: (client: Client) => void
}

async function remember(queries: QueryClient, saved: Client): Promise<void> {
  queries.setQueryData(['clients', saved.id], saved)
  await Promise.all(['clients', 'search'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })))
}

export function useClientForm({ start, client, onSaved }: Given) {
  const queries = useQueryClient()
  const [base, setBase] = useState(client)
  const [draft, setDraft] = useState(start)
  const [conflict, setConflict] = useState<Conflict | null>(null)

  async function compareWithNewest(older: Client): Promise<void> {
    const newest = await queries.fetchQuery({ ...clientOptions(older.id), staleTime: 0 })
    const theirs = draftOf(newest)
    setBase(newest)
    setDraft(joined(draftOf(older), draft, theirs))
    if (differences(draft, theirs).length === 0) onSaved(newest)
    else setConflict({ mine: draft, theirs })
  }

  const submission = useSubmit(async () => {
    try {
      const saved = base ? await updateClient(base.id, base.version, draft) : await createClient(draft)
      await remember(queries, saved)
      onSaved(saved)
    } catch (error) {
      if (!base || !(error instanceof Problem) || error.status !== 412) throw error
      await compareWithNewest(base)
    }
  })
  return { draft, setDraft, conflict, submission }
}
