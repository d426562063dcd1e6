// Asking for a part of a quote in advance: a percentage or an amount, as a deposit invoice.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { invoicesChanged } from '~/lib/api/invoices'
import { askDeposit } from '~/lib/api/quotes'
import type { Invoice } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney, minorDigits } from '~/lib/money'
import { useSubmit } from '~/lib/submit'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'

export function DepositDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const locale = useLocale()
  const [by, setBy] = useState('percent')
  const [value, setValue] = useState<Decimal | null>('30')
  const [description, setDescription] = useState('')
  const { currency, totals } = invoice.document
  const submission = useSubmit(async () => {
    const wish = by === 'percent' ? { percent: value } : { amount: value }
    const made = await askDeposit(invoice.id, { ...wish, description })
    onClose()
    await invoicesChanged(client)
    await navigate({ to: '/invoices/$id/edit', params: { id: made.id } })
  })
  return (
    <Dialog open onClose={onClose} title={`Ask for a deposit on ${invoice.number}`}>
      <Form submission={submission} label="Ask for a deposit">
        <p className="text-muted">
          A deposit invoice asks for a part of {formatMoney({ amount: totals?.gross ?? '0', currency }, locale)} in
          advance. Once it is paid, it is deducted on the final invoice.
        </p>
        <div className="grid grid-cols-2 items-start gap-4">
          <Select
            label="How much"
            value={by}
            onChange={(next) => {
              setBy(next)
              setValue(next === 'percent' ? '30' : null)
            }}
            options={[
              { value: 'percent', label: 'Percent of all' },
              { value: 'amount', label: 'Amount with tax' },
            ]}
          />
          <DecimalField
            label={by === 'percent' ? 'Percent' : 'Amount'}
            required
            suffix={by === 'percent' ? '%' : currency}
            digits={by === 'percent' ? 2 : minorDigits(currency)}
            value={value}
            onChange={setValue}
            error={submission.errors.percent ?? submission.errors.amount}
          />
        </div>
        <TextField
          label="What it says"
          required={false}
          hint="Empty: “Deposit for”, and the number, in the client’s language."
          value={description}
          onChange={setDescription}
          error={submission.errors.description}
        />
        <DialogActions onClose={onClose} busy={submission.busy}>
          Make the deposit invoice
        </DialogActions>
      </Form>
    </Dialog>
  )
}
