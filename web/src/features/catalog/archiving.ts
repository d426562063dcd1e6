// Putting an item away and getting it back; both can be undone, so neither asks first.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { archiveItem, itemsChanged, restoreItem } from '~/lib/api/catalog'
import type { Item } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { toast } from '~/ui/toasts'

export function useArchiving(item: Item, onChanged: (item: Item) => void) {
  const queries = useQueryClient()
  const onError = (error: unknown) => void toast(sentenceOf(error), { tone: 'late' })
  const restore = useMutation({
    mutationFn: () => restoreItem(item.id),
    onSuccess: (changed) => {
      onChanged(changed)
      toast(`${item.name} is back in the catalog.`)
      return itemsChanged(queries)
    },
    onError,
  })
  const archive = useMutation({
    mutationFn: () => archiveItem(item.id),
    onSuccess: (changed) => {
      onChanged(changed)
      toast(`${item.name} is archived.`, { undo: () => restore.mutate() })
      return itemsChanged(queries)
    },
    onError,
  })
  return { archive, restore }
}
