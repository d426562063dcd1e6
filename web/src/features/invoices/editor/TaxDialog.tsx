// Deciding how the sale is taxed: what is sold, the facts and the law step by step, or one's own word with a reason.
import { useState } from 'react'
import type { Preview } from '~/lib/api/types'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { patch } from './changes'
import type { PartProps } from './Head'
import type { Form } from './model'

type Props = PartProps & { treatment: Preview['treatment']; onClose: () => void }
type Choice = NonNullable<Form['more']['treatment_choice']>

const SOLD = [
  { value: '', label: 'Services' },
  { value: 'goods', label: 'Goods that are sent' },
  { value: 'digital', label: 'Digital services, such as software or downloads' },
  { value: 'intangible', label: 'Licenses, advice, advertising, data' },
]

function Why({ treatment }: { treatment: Props['treatment'] }) {
  return (
    <div>
      <h3 className="font-strong">Why</h3>
      <ul className="mt-1 list-disc ps-5 text-muted">
        {treatment.why.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      {treatment.law.length > 0 && <p className="mt-2 text-muted text-small">{treatment.law.join(' · ')}</p>}
      {treatment.checks.map((check) => (
        <p key={check.code} className="mt-2 text-small">
          {check.text}
        </p>
      ))}
    </div>
  )
}

export function TaxDialog({ form, edit, treatment, onClose }: Props) {
  const [supply, setSupply] = useState<string>(form.more.supply === 'services' ? '' : (form.more.supply ?? ''))
  const [name, setName] = useState<string>(form.more.treatment_choice?.name ?? '')
  const [reason, setReason] = useState(form.more.treatment_choice?.reason ?? '')
  const [tried, setTried] = useState(false)
  const short = name !== '' && reason.trim().length < 3
  const options = treatment.alternatives.map((one) => ({ value: one.name, label: one.label }))

  function save() {
    setTried(true)
    if (short) return
    const chosen = name === '' ? null : { name: name as Choice['name'], reason: reason.trim() }
    const sold = supply as NonNullable<Form['more']['supply']>
    edit(patch({ more: { ...form.more, supply: sold, treatment_choice: chosen } }))
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="How it is taxed"
      size="medium"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" onClick={save}>
            Use this
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <Select label="What you sell" value={supply} onChange={setSupply} options={SOLD} />
        <Select
          label="Tax"
          value={name}
          onChange={setName}
          options={[{ value: '', label: 'By the facts' }, ...options]}
          hint={name === '' ? undefined : treatment.alternatives.find((one) => one.name === name)?.reason || undefined}
        />
        {name !== '' && (
          <TextField
            label="Why it is taxed otherwise"
            required
            value={reason}
            onChange={setReason}
            hint="Kept with the invoice, not printed."
            error={tried && short ? 'Write a few words.' : undefined}
          />
        )}
        <Why treatment={treatment} />
      </div>
    </Dialog>
  )
}
