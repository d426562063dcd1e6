// Adding or changing an item; what the server finds wrong lands on the fields, and nobody's change is lost.
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { createItem, itemsChanged, updateItem } from '~/lib/api/catalog'
import type { Item } from '~/lib/api/types'
import { Problem } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { type ItemDraft, itemIn } from '../draft'
import { ItemFields } from './ItemFields'

type Props = {
  start: ItemDraft
  /** The item that is changed; without it one is added. */
  item?: Item
  save: string
  onSaved: (item: Item) => void
  /** Shows the newest version when somebody else saved one. */
  onNewest?: () => void
  beside?: ReactNode
}

export function ItemForm({ start, item, save, onSaved, onNewest, beside }: Props) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(start)
  const submission = useSubmit(async () => {
    const wanted = itemIn(draft).item
    const saved = item ? await updateItem(item.id, item.version, wanted) : await createItem(wanted)
    queries.setQueryData(['items', saved.id], saved)
    await itemsChanged(queries)
    onSaved(saved)
  })
  const elsewhere = submission.problem instanceof Problem && submission.problem.status === 412
  return (
    <Form submission={submission} label={item ? 'Item' : 'New item'}>
      {elsewhere && (
        <Button className="justify-self-start" onClick={onNewest}>
          Show the newest version instead of mine
        </Button>
      )}
      <ItemFields draft={draft} onChange={setDraft} errors={submission.errors} />
      <div className="flex flex-wrap gap-3 border-line border-t pt-6">
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          {save}
        </Button>
        {beside}
      </div>
    </Form>
  )
}
