// A further number series beside the default of its kind: for whom, what it is called, and how its numbers look.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addSeries, type Series } from '~/lib/api/series'
import { useSubmit } from '~/lib/submit'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'

const KINDS = [
  { value: 'invoice', label: 'Invoices' },
  { value: 'credit_note', label: 'Credit notes' },
  { value: 'quote', label: 'Quotes' },
  { value: 'proforma', label: 'Proformas' },
  { value: 'deposit_invoice', label: 'Deposit invoices' },
  { value: 'corrective_invoice', label: 'Corrective invoices' },
] as const
type Kind = (typeof KINDS)[number]['value']

const RESETS = [
  { value: 'never', label: 'Counted on and on' },
  { value: 'yearly', label: 'Starts over every year' },
  { value: 'quarterly', label: 'Starts over every quarter' },
  { value: 'monthly', label: 'Starts over every month' },
] as const

export function AddSeries({ series, onClose }: { series: readonly Series[]; onClose: () => void }) {
  const queries = useQueryClient()
  const companies = [...new Map(series.map((one) => [one.company_id, one.company_name]))]
  const [company, setCompany] = useState(companies[0]?.[0] ?? '')
  const [kind, setKind] = useState<Kind>('invoice')
  const [name, setName] = useState('')
  const [pattern, setPattern] = useState('EXP-{year}-{seq:4}')
  const [reset, setReset] = useState<Series['reset']>('yearly')
  const submission = useSubmit(async () => {
    const made = await addSeries({ company_id: company, kind, name, pattern, reset })
    await queries.invalidateQueries({ queryKey: ['series'] })
    toast(`${made.name} begins with ${made.next_number}`)
    onClose()
  })
  const { errors } = submission
  return (
    <Dialog open onClose={onClose} title="Add a number series">
      <Form submission={submission} label="Add a number series">
        <p className="text-muted">Choose it when you issue. Whatever nobody chooses one for stays in the default.</p>
        {companies.length > 1 && (
          <Select
            label="Company"
            value={company}
            onChange={setCompany}
            options={companies.map(([value, label]) => ({ value, label }))}
          />
        )}
        <Select label="For" value={kind} onChange={(value) => setKind(value as Kind)} options={KINDS} />
        <TextField label="Name" placeholder="Export" required value={name} onChange={setName} error={errors.name} />
        <TextField
          label="Pattern"
          required
          spellCheck={false}
          value={pattern}
          onChange={setPattern}
          error={errors.pattern}
          hint="{seq:4} is the count with zeros, {year} the year. Everything outside braces stands as it is."
        />
        <Select
          label="Counting"
          value={reset}
          onChange={(value) => setReset(value as Series['reset'])}
          options={RESETS}
          error={errors.reset}
        />
        <DialogActions onClose={onClose} busy={submission.busy}>
          Add series
        </DialogActions>
      </Form>
    </Dialog>
  )
}
