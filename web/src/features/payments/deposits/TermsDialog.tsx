// What was agreed about a deposit: until when it can be used, and whether its rest is given back.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeDepositTerms } from '~/lib/api/deposits'
import { invoicesChanged } from '~/lib/api/invoices'
import type { DepositRecord } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { Checkbox } from '~/ui/Checkbox'
import { DateField } from '~/ui/DateField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { toast } from '~/ui/toasts'

export function TermsDialog({ deposit, onClose }: { deposit: DepositRecord; onClose: () => void }) {
  const queries = useQueryClient()
  const today = useToday()
  const [day, setDay] = useState(deposit.expires_on)
  const [refundable, setRefundable] = useState(deposit.is_refundable)
  const submission = useSubmit(async () => {
    await changeDepositTerms(deposit.id, deposit.version, { expires_on: day, is_refundable: refundable })
    onClose()
    toast('Saved')
    await invoicesChanged(queries)
  })
  return (
    <Dialog open onClose={onClose} title={`Terms of deposit ${deposit.number}`}>
      <Form submission={submission} label="Terms of the deposit">
        <DateField
          label="Last day"
          hint="Empty: it does not expire. You get a mail two weeks before that day."
          value={day}
          onChange={setDay}
          from={today}
          min={deposit.issue_date}
          required={false}
          error={submission.errors.expires_on}
        />
        <Checkbox checked={refundable} onChange={setRefundable}>
          What is not used is given back
        </Checkbox>
        <DialogActions onClose={onClose} busy={submission.busy}>
          Save
        </DialogActions>
      </Form>
    </Dialog>
  )
}
