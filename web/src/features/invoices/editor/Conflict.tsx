// Somebody else changed the draft too: both versions side by side, and a choice that loses neither.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { compareDraft } from '~/lib/api/saves'
import type { DraftIn } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Notice } from '~/ui/Notice'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { Changes } from '../Changes'

type Choice = 'mine' | 'theirs'
type Props = { id: string; draft: DraftIn; onSettle: (choice: Choice) => Promise<void> }

function Both({ id, draft }: Pick<Props, 'id' | 'draft'>) {
  const { data, error, refetch } = useQuery({
    queryKey: ['invoices', id, 'compare', draft],
    queryFn: ({ signal }) => compareDraft(id, draft, signal),
    staleTime: 0,
  })
  if (error)
    return <ErrorState error={error} onRetry={() => void refetch()} title="The two versions could not be compared" />
  if (!data) return <RowsSkeleton rows={3} label="Comparing" />
  return <Changes changes={data} sides={['Theirs, saved', 'Yours, typed here']} />
}

export function Conflict({ id, draft, onSettle }: Props) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState<Choice | null>(null)

  function settle(choice: Choice) {
    setBusy(choice)
    onSettle(choice)
      .then(() => setOpen(false))
      .catch((error: unknown) => toast(sentenceOf(error), { tone: 'late' }))
      .finally(() => setBusy(null))
  }

  const actions = (
    <>
      <Button busy={busy === 'theirs'} disabled={busy !== null} onClick={() => settle('theirs')}>
        Take theirs
      </Button>
      <Button tone="primary" busy={busy === 'mine'} disabled={busy !== null} onClick={() => settle('mine')}>
        Keep yours
      </Button>
    </>
  )
  return (
    <>
      <Notice
        tone="late"
        role="alert"
        title="Somebody else changed this draft"
        action={
          <Button size="small" onClick={() => setOpen(true)}>
            Compare and choose
          </Button>
        }
      >
        What you typed is kept on this device and not saved until you choose.
      </Notice>
      {open && (
        <Dialog open onClose={() => setOpen(false)} title="Two versions of this draft" size="large" actions={actions}>
          <p className="mb-4 text-muted">Whichever you choose, the other one stays in the history of the draft.</p>
          <Both id={id} draft={draft} />
        </Dialog>
      )}
    </>
  )
}
