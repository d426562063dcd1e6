// Saying why numbers are missing, as an auditor will ask.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { explainGap, type NumberGap } from '~/lib/api/series'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { gapWords } from './numbers'

type Props = { seriesId: string; gap: NumberGap; onClose: () => void }

export function ExplainGap({ seriesId, gap, onClose }: Props) {
  const client = useQueryClient()
  const [reason, setReason] = useState(gap.cause === 'explained' ? gap.reason : '')
  const submission = useSubmit(async () => {
    const { period, first, last } = gap
    await explainGap(seriesId, { period, first, last, reason })
    onClose()
    toast('The reason is in the report.')
    await Promise.all([['series'], ['dashboard']].map((queryKey) => client.invalidateQueries({ queryKey })))
  })
  return (
    <Dialog open onClose={onClose} title="Why are they missing?">
      <Form submission={submission} label="Explain the gap">
        <p className="text-muted">{gapWords(gap)}</p>
        <TextArea
          label="Reason"
          hint="It stays in the report and in the audit trail, with your name."
          required
          value={reason}
          onChange={setReason}
          error={submission.errors.reason}
        />
        <DialogActions onClose={onClose} busy={submission.busy}>
          Keep the reason
        </DialogActions>
      </Form>
    </Dialog>
  )
}
