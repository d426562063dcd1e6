// A discount rule: written anew, or changed.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { currenciesOptions } from '~/lib/api/companies'
import { addDiscountRule, changeDiscountRule, type DiscountRule } from '~/lib/api/discounts'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { DateField } from '~/ui/DateField'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { ClientsField } from './ClientsField'
import { type Draft, draftOf, emptyDraft, namesMoney, ruleIn } from './draft'
import { SegmentsField } from './SegmentsField'
import { TierFields } from './TierFields'
import { KINDS } from './words'

const KIND_CHOICES = Object.entries(KINDS).map(([value, label]) => ({ value, label }))
const SCOPES = [
  { value: 'line', label: 'Each line' },
  { value: 'document', label: 'The whole invoice, before tax' },
]

type Part = { draft: Draft; set: (part: Partial<Draft>) => void; errors: Record<string, string> }

function What({ draft, set, errors }: Part) {
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label="Name"
          required
          hint="For you, in lists."
          value={draft.name}
          onChange={(name) => set({ name })}
          error={errors.name}
        />
        <TextField
          label="On the invoice"
          required
          hint="Printed as the reason of the discount."
          value={draft.reason}
          onChange={(reason) => set({ reason })}
          error={errors.reason}
        />
        <Select
          label="Why it is given"
          value={draft.kind}
          onChange={(kind) => set({ kind: kind as Draft['kind'] })}
          options={KIND_CHOICES}
        />
        <Select
          label="Taken off"
          value={draft.scope}
          onChange={(scope) => set({ scope: scope as Draft['scope'] })}
          options={SCOPES}
        />
      </div>
      <TierFields draft={draft} onChange={(tiers) => set({ tiers })} errors={errors} />
      {draft.scope === 'line' && draft.tiers.length > 1 && (
        <Checkbox
          checked={draft.graduated}
          onChange={(graduated) => set({ graduated })}
          hint="Else the step that is reached holds for all of it."
        >
          Each step only for its own part of the quantity
        </Checkbox>
      )}
    </>
  )
}

function When({ draft, set, errors }: Part) {
  const today = useToday()
  const { data: currencies = [] } = useQuery(currenciesOptions)
  const any = { value: '', label: namesMoney(draft) ? 'Choose one' : 'Any' }
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <DateField
        label="First day"
        from={today}
        value={draft.since}
        onChange={(since) => set({ since })}
        error={errors.since}
      />
      <DateField
        label="Last day"
        from={today}
        value={draft.until}
        onChange={(until) => set({ until })}
        error={errors.until}
      />
      <TextField
        label="Code"
        hint="Left empty, none is needed."
        placeholder="SPRING"
        value={draft.code}
        onChange={(code) => set({ code: code.toUpperCase() })}
        error={errors.code}
      />
      <Select
        label="Currency"
        required={namesMoney(draft)}
        value={draft.currency}
        onChange={(currency) => set({ currency })}
        options={[any, ...currencies.map(({ code }) => ({ value: code, label: code }))]}
        error={errors.currency}
      />
      <DecimalField
        label="At least"
        hint={draft.scope === 'line' ? 'What the line must come to.' : 'What the lines must come to.'}
        value={draft.minimum}
        onChange={(minimum) => set({ minimum })}
        error={errors.minimum}
      />
      <TextField
        label="Only for items"
        hint="SKUs with commas between them. Empty means all."
        value={draft.skus}
        onChange={(skus) => set({ skus })}
        error={errors.skus}
      />
      <ClientsField clients={draft.clients} onChange={(clients) => set({ clients })} error={errors.client_ids} />
      <TextField
        label="Only for clients tagged"
        hint="Tags with commas between them."
        value={draft.tags}
        onChange={(tags) => set({ tags })}
        error={errors.tags}
      />
      <SegmentsField segments={draft.segments} onChange={(segments) => set({ segments })} error={errors.segment_ids} />
    </div>
  )
}

function HowOften({ draft, set, errors }: Part) {
  const whole = (value: string | null, put: (value: string | null) => void) => {
    if (value === null || /^\d{1,7}$/.test(value)) put(value)
  }
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <DecimalField
        label="Uses in all"
        suffix="invoices"
        hint="Empty means any number. A void invoice or a declined quote gives its use back."
        value={draft.mostUses}
        onChange={(value) => whole(value, (mostUses) => set({ mostUses }))}
        error={errors.most_uses}
      />
      <DecimalField
        label="Uses by each client"
        suffix="invoices"
        hint="Empty means any number."
        value={draft.mostUsesPerClient}
        onChange={(value) => whole(value, (mostUsesPerClient) => set({ mostUsesPerClient }))}
        error={errors.most_uses_per_client}
      />
    </div>
  )
}

export function RuleDialog({ rule, onClose }: { rule: DiscountRule | null; onClose: () => void }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>(() => (rule ? draftOf(rule) : emptyDraft()))
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const submission = useSubmit(async () => {
    if (rule) await changeDiscountRule(rule, ruleIn(draft))
    else await addDiscountRule(ruleIn(draft))
    await client.invalidateQueries({ queryKey: ['discount-rules'] })
    onClose()
    toast('Saved. Drafts follow it when they are saved next; issued invoices stay as they are.')
  })
  const part = { draft, set, errors: submission.errors }
  return (
    <Dialog open onClose={onClose} title={rule ? rule.name : 'Add a discount rule'} size="medium">
      <Form submission={submission} label="Discount rule">
        <What {...part} />
        <When {...part} />
        <HowOften {...part} />
        <Checkbox
          checked={draft.stackable}
          onChange={(stackable) => set({ stackable })}
          hint="Else it stands alone, and only where it takes off more than the others together."
        >
          Together with other discounts
        </Checkbox>
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          Save the rule
        </Button>
      </Form>
    </Dialog>
  )
}
