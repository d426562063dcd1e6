// One request and the answer to it: approve or decline somebody else's, withdraw one's own.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { approvalChangesOptions, approvalsChanged, approve, decline, withdraw } from '~/lib/api/approvals'
import { can, useMe } from '~/lib/api/session'
import type { Approval } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { Changes } from '../Changes'
import { DueChange } from '../DueChange'

const ACTS: Record<Approval['act'], string> = {
  issue: 'issue the draft',
  credit: 'issue a credit note',
  amend: 'amend the invoice',
  correct: 'correct the invoice',
  write_off: 'write the invoice off',
  void: 'void the invoice',
}

/** "Approve the amendment?" */
const NOUNS: Record<Approval['act'], string> = {
  issue: 'issuing the draft',
  credit: 'the credit note',
  amend: 'the amendment',
  correct: 'the correction',
  write_off: 'the write-off',
  void: 'voiding the invoice',
}

/** What the act itself needs; the server checks it again. */
const NEEDS: Record<Approval['act'], string> = {
  issue: 'invoices.issue',
  credit: 'invoices.void',
  amend: 'invoices.void',
  correct: 'invoices.void',
  write_off: 'invoices.write_off',
  void: 'invoices.void',
}

/** "Jan asked to issue the draft." */
export function askedWords(approval: Approval): string {
  return `${approval.mine ? 'You' : approval.requested_label} asked to ${ACTS[approval.act]}.`
}

/** What they gave as the reason for the books, and what they told who decides. */
export function Words({ approval }: { approval: Approval }) {
  return (
    <>
      {approval.reason && <span className="block">Reason: {approval.reason}</span>}
      {approval.note && <span className="block text-muted">“{approval.note}”</span>}
    </>
  )
}

/** What approving would change; beside the reason nobody decides blindly. */
function AskedChanges({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(approvalChangesOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The changes could not be shown" />
  if (!data) return <RowsSkeleton rows={3} label="Comparing" />
  return (
    <>
      <section aria-label="What changes" className="rounded-panel border border-line px-4 py-2">
        <Changes changes={data.changes} sides={['Now', 'Once approved']} />
      </section>
      <DueChange currency={data.currency} before={data.amount_due_before} after={data.amount_due_after} />
    </>
  )
}

function DecideDialog({ approval, yes, onClose }: { approval: Approval; yes: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const title = yes ? 'Approve' : 'Decline'
  const submission = useSubmit(async () => {
    await (yes ? approve(approval.id, note) : decline(approval.id, note))
    onClose()
    toast(yes ? 'Approved, and done' : 'Declined')
    await approvalsChanged(queries)
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${title} ${NOUNS[approval.act]}?`}
      size={approval.act === 'amend' ? 'large' : 'medium'}
    >
      <Form submission={submission} label={title}>
        <p>
          <strong className="font-strong">{approval.number ?? 'Draft'}</strong> for {approval.client_name}
        </p>
        <p className="text-muted">
          {askedWords(approval)} {approval.finding} {yes && 'It is done the moment you approve.'}
        </p>
        <div>
          <Words approval={approval} />
        </div>
        {approval.act === 'amend' && <AskedChanges id={approval.id} />}
        <TextArea
          label={yes ? 'Note' : 'Why not'}
          required={!yes}
          value={note}
          onChange={setNote}
          error={submission.errors.note}
        />
        <DialogActions onClose={onClose} busy={submission.busy} tone={yes ? 'primary' : 'danger'}>
          {title}
        </DialogActions>
      </Form>
    </Dialog>
  )
}

export function Decision({ approval }: { approval: Approval }) {
  const me = useMe()
  const queries = useQueryClient()
  const [deciding, setDeciding] = useState<'yes' | 'no' | null>(null)
  const back = useMutation({
    mutationFn: () => withdraw(approval.id),
    onSuccess: () => toast('The request is withdrawn'),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => approvalsChanged(queries),
  })
  if (approval.state !== 'pending' || !can(me, 'approvals.write')) return null
  if (approval.mine) {
    return (
      <Button size="small" busy={back.isPending} onClick={() => back.mutate()}>
        Withdraw
      </Button>
    )
  }
  if (!can(me, NEEDS[approval.act])) return null
  return (
    <span className="flex gap-2">
      <Button size="small" onClick={() => setDeciding('no')}>
        Decline
      </Button>
      <Button size="small" tone="primary" onClick={() => setDeciding('yes')}>
        Approve
      </Button>
      {deciding && <DecideDialog approval={approval} yes={deciding === 'yes'} onClose={() => setDeciding(null)} />}
    </span>
  )
}
