// Pausing the reminders of one invoice: why, and until when.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invoicesChanged, pauseReminders } from '~/lib/api/invoices'
import type { Invoice, PauseIn } from '~/lib/api/types'
import { addDays } from '~/lib/dates'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { DateField } from '~/ui/DateField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

const REASONS: { value: PauseIn['reason']; label: string }[] = [
  { value: 'promise', label: 'The client promised to pay' },
  { value: 'dispute', label: 'The client disputes the invoice' },
  { value: 'manual', label: 'Another reason' },
]

export function PauseDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQueryClient()
  const today = useToday()
  const [reason, setReason] = useState<PauseIn['reason']>('promise')
  const [note, setNote] = useState('')
  const [until, setUntil] = useState<string | null>(addDays(today, 7))
  const submission = useSubmit(async () => {
    await pauseReminders(invoice.id, { reason, note, until })
    onClose()
    toast('Reminders paused')
    await invoicesChanged(client)
  })
  const { errors, busy } = submission
  return (
    <Dialog open onClose={onClose} title="Pause reminders">
      <Form submission={submission} label="Pause reminders">
        <Select
          label="Why"
          value={reason}
          onChange={(value) => setReason(value as PauseIn['reason'])}
          options={REASONS}
          error={errors.reason}
        />
        <DateField
          label="Until"
          hint="On this day reminders go on by themselves. Leave it empty to resume by hand."
          value={until}
          onChange={setUntil}
          from={today}
          min={addDays(today, 1)}
          error={errors.until}
        />
        <TextArea label="Note" required={false} value={note} onChange={setNote} error={errors.note} />
        <DialogActions onClose={onClose} busy={busy}>
          Pause reminders
        </DialogActions>
      </Form>
    </Dialog>
  )
}
