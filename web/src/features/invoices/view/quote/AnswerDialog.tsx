// Noting down what the client said about a quote, by phone or by mail.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invoicesChanged } from '~/lib/api/invoices'
import { answerQuote } from '~/lib/api/quotes'
import type { Invoice } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextArea, TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

type Given = 'accepted' | 'rejected'

export function AnswerDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQueryClient()
  const [answer, setAnswer] = useState<Given>('accepted')
  const [name, setName] = useState(invoice.document.buyer?.contact_name ?? '')
  const [note, setNote] = useState('')
  const submission = useSubmit(async () => {
    await answerQuote(invoice.id, { answer, name, note })
    onClose()
    toast(answer === 'accepted' ? `Quote ${invoice.number} is accepted` : `Quote ${invoice.number} is declined`)
    await invoicesChanged(client)
  })
  return (
    <Dialog open onClose={onClose} title={`What did ${invoice.client_name} say?`}>
      <Form submission={submission} label="Note the answer down">
        <p className="text-muted">
          For answers by phone or mail. The client can also answer on the page behind the link; either way the first
          answer stays.
        </p>
        <Select
          label="Answer"
          value={answer}
          onChange={(value) => setAnswer(value as Given)}
          options={[
            { value: 'accepted', label: 'They accept' },
            { value: 'rejected', label: 'They decline' },
          ]}
        />
        <TextField label="Who said so" required value={name} onChange={setName} error={submission.errors.name} />
        <TextArea
          label={answer === 'accepted' ? 'Note' : 'Reason'}
          required={false}
          value={note}
          onChange={setNote}
          error={submission.errors.note}
        />
        <DialogActions onClose={onClose} busy={submission.busy}>
          Note it down
        </DialogActions>
      </Form>
    </Dialog>
  )
}
