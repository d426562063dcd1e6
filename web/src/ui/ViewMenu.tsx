// The saved views of a list: open one, save how the list looks now, share, change or delete it.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import type { SavedView } from '~/lib/api/types'
import { createView, deleteView, type Look, looksLike, savedViewsOptions, updateView } from '~/lib/api/views'
import { sentenceOf } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { Checkbox } from './Checkbox'
import { Dialog } from './Dialog'
import { DialogActions } from './DialogActions'
import { Form } from './Form'
import { Menu, type MenuAct, type MenuGroup } from './Menu'
import { TextField } from './TextField'
import { toast } from './toasts'

type Props = {
  list: SavedView['list']
  look: Look
  /** Shows the list as the view says. */
  onOpen: (view: SavedView) => void
  /** Whether this person may save views. */
  maySave: boolean
}

type SaveProps = { list: SavedView['list']; look: Look; view: SavedView | null; onDone: (view?: SavedView) => void }

function SaveDialog({ list, look, view, onDone }: SaveProps) {
  const queries = useQueryClient()
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const submission = useSubmit(async () => {
    const wanted = { list, name, shared, ...look }
    const saved = view ? await updateView(view, wanted) : await createView(wanted)
    await queries.invalidateQueries({ queryKey: ['saved-views'] })
    onDone(saved)
  })
  const title = view ? `Change “${view.name}”` : 'Save this view'
  return (
    <Dialog open onClose={() => onDone()} title={title}>
      <Form submission={submission} label={title}>
        <p className="text-muted">Keeps the filters, the order and the columns as they are now.</p>
        <TextField
          label="Name"
          required
          maxLength={60}
          placeholder="Late in euro"
          value={name}
          onChange={setName}
          error={submission.errors.name}
        />
        <Checkbox checked={shared} onChange={setShared}>
          Share it with everybody in the organization
        </Checkbox>
        <DialogActions onClose={() => onDone()} busy={submission.busy}>
          Save view
        </DialogActions>
      </Form>
    </Dialog>
  )
}

/** The view that is open: the one the list looks like, else the one opened last and changed since. */
function openView(views: readonly SavedView[], look: Look, opened: string | null): SavedView | undefined {
  return views.find((view) => looksLike(view, look)) ?? views.find((view) => view.id === opened)
}

export function ViewMenu({ list, look, onOpen, maySave }: Props) {
  const queries = useQueryClient()
  const { data: views = [] } = useQuery(savedViewsOptions(list))
  const [opened, setOpened] = useState<string | null>(null)
  const [saving, setSaving] = useState<{ view: SavedView | null } | null>(null)
  const current = openView(views, look, opened)
  const open = (view: SavedView): MenuAct => ({
    id: view.id,
    label: view.name,
    detail: view.mine ? undefined : `Shared by ${view.owner_name}`,
    checked: looksLike(view, look),
    run: () => {
      setOpened(view.id)
      onOpen(view)
    },
  })
  const remove = async (view: SavedView) => {
    try {
      await deleteView(view)
      const { list: of, name, shared, filters, sort, columns } = view
      const again = async () => {
        await createView({ list: of, name, shared, filters, sort, columns })
        await queries.invalidateQueries({ queryKey: ['saved-views'] })
      }
      toast(`The view “${name}” is deleted`, view.mine ? { undo: () => void again() } : {})
    } catch (error) {
      toast(sentenceOf(error), { tone: 'late' })
    }
    await queries.invalidateQueries({ queryKey: ['saved-views'] })
  }
  const acts: MenuAct[] = [{ id: 'save', label: 'Save this view…', run: () => setSaving({ view: null }) }]
  if (current?.mine) {
    acts.push({ id: 'change', label: `Change “${current.name}”…`, run: () => setSaving({ view: current }) })
    acts.push({ id: 'delete', label: `Delete “${current.name}”`, danger: true, run: () => void remove(current) })
  }
  const groups: MenuGroup[] = []
  if (views.length > 0) groups.push({ title: 'Saved views', acts: views.map(open) })
  if (maySave) groups.push({ acts })
  if (groups.length === 0) return null
  return (
    <>
      <Menu
        label="Saved views"
        groups={groups}
        trigger={
          <>
            <Bookmark aria-hidden className="size-4" />
            <span className="max-w-40 truncate max-sm:sr-only">{current?.name ?? 'Views'}</span>
          </>
        }
      />
      {saving && (
        <SaveDialog
          list={list}
          look={look}
          view={saving.view}
          onDone={(view) => {
            setSaving(null)
            if (view) setOpened(view.id)
          }}
        />
      )}
    </>
  )
}
