// Putting a client away and getting it back; both can be undone, so neither asks first.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { archiveClient, restoreClient } from '~/lib/api/clients'
import type { Client } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { toast } from '~/ui/toasts'

export function useArchiving(client: Client) {
  const queries = useQueryClient()
  const name = client.profile.name
  const settle = (changed: Client) => {
    queries.setQueryData(['clients', client.id], changed)
    return Promise.all(['clients', 'search'].map((kind) => queries.invalidateQueries({ queryKey: [kind] })))
  }
  const onError = (error: unknown) => void toast(sentenceOf(error), { tone: 'late' })
  const restore = useMutation({
    mutationFn: () => restoreClient(client.id),
    onSuccess: (changed) => {
      toast(`${name} is back among your clients.`)
      return settle(changed)
    },
    onError,
  })
  const archive = useMutation({
    mutationFn: () => archiveClient(client.id),
    onSuccess: (changed) => {
      toast(`${name} is archived.`, { undo: () => restore.mutate() })
      return settle(changed)
    },
    onError,
  })
  return { archive, restore }
}
