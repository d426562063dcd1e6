// The history of a draft: its last saved states, what each changed, and a way back to any of them.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type DraftSave, readSave, savesOptions } from '~/lib/api/saves'
import { plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { usePresent } from '~/lib/today'
import { dayAndTime } from '~/lib/when'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Money } from '~/ui/Money'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { Changes } from '../Changes'
import { type Form, formOf } from './model'

type Props = { id: string; onRestore: (form: Form, when: string) => void; onClose: () => void }

function wordsFor(save: DraftSave, oldest: boolean): string {
  if (save.version === null) return 'Set aside, not saved into the draft'
  if (oldest) return save.number === 1 ? 'The draft as it was begun' : 'The oldest state kept'
  if (save.change_count === 0) return 'Nothing typed was changed'
  if (save.change_count <= 3) return save.changes.map((change) => change.label).join(' · ')
  return plural(save.change_count, '{count} change', '{count} changes')
}

function State({ save, oldest, onRestore }: { save: DraftSave; oldest: boolean; onRestore: () => Promise<void> }) {
  const locale = useLocale()
  const present = usePresent()
  const [busy, setBusy] = useState(false)
  const when = dayAndTime(save.at, present, locale)
  const restore = () => {
    setBusy(true)
    onRestore()
      .catch((error: unknown) => toast(sentenceOf(error), { tone: 'late' }))
      .finally(() => setBusy(false))
  }
  return (
    <li className="grid gap-2 border-line border-t py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-48">
          <span className="font-strong">{when}</span>
          {save.is_current && <span className="ms-2 text-muted text-small">now</span>}
          <span className="block truncate text-muted text-small">
            {save.actor_label} · {wordsFor(save, oldest)}
          </span>
        </p>
        <Money amount={save.gross} currency={save.currency} />
        {!save.is_current && (
          <Button size="small" busy={busy} onClick={restore} aria-label={`Restore the draft of ${when}`}>
            Restore
          </Button>
        )}
      </div>
      {save.changes.length > 0 && (
        <details className="text-small">
          <summary className="cursor-pointer text-muted">What changed</summary>
          <div className="pt-1">
            <Changes changes={save.changes} />
            {save.change_count > save.changes.length && (
              <p className="border-line border-t pt-2 text-muted">
                {plural(save.change_count - save.changes.length, 'and {count} more', 'and {count} more')}
              </p>
            )}
          </div>
        </details>
      )}
    </li>
  )
}

export function History({ id, onRestore, onClose }: Props) {
  const locale = useLocale()
  const present = usePresent()
  const { data, error, refetch } = useQuery({ ...savesOptions(id), staleTime: 0 })
  const restore = async (save: DraftSave) => {
    onRestore(formOf(await readSave(id, save.number)), dayAndTime(save.at, present, locale))
  }
  return (
    <Dialog open onClose={onClose} title="History of this draft" size="large">
      <p className="mb-3 text-muted">
        The last states as they were saved, the newest first. They are kept until the draft is issued or deleted.
      </p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} title="The history could not be loaded" />}
      {!data && !error && <RowsSkeleton rows={4} label="Loading the history" />}
      <ol aria-label="Saved states">
        {data?.map((save, at) => (
          <State key={save.number} save={save} oldest={at === data.length - 1} onRestore={() => restore(save)} />
        ))}
      </ol>
    </Dialog>
  )
}
