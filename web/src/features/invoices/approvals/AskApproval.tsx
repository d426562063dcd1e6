// Under a refusal for being over a limit: the way to ask a second person.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { approvalsChanged, askForApproval, isOverLimit } from '~/lib/api/approvals'
import type { ApprovalIn } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

type Props = {
  /** Why the act was refused. */
  problem: unknown
  /** What to ask for; null while there is nothing on the server to ask about. */
  wish: Omit<ApprovalIn, 'note'> | null
  onAsked: () => void
}

export function AskApproval({ problem, wish, onAsked }: Props) {
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const ask = useMutation({
    mutationFn: (asked: NonNullable<Props['wish']>) => askForApproval({ ...asked, note }),
    onSuccess: async () => {
      toast('A second person is asked. It happens as soon as they approve.')
      await approvalsChanged(queries)
      onAsked()
    },
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
  })
  if (!isOverLimit(problem) || wish === null) return null
  return (
    <section aria-label="Ask for approval" className="grid gap-3 rounded-panel bg-spark-wash px-4 py-3">
      <TextArea
        label="Note for who decides"
        required={false}
        rows={2}
        value={note}
        onChange={setNote}
        maxLength={1000}
      />
      <Button tone="primary" className="justify-self-start" busy={ask.isPending} onClick={() => ask.mutate(wish)}>
        Ask for approval
      </Button>
    </section>
  )
}
