// The last question before many invoices are touched: what will happen, to how many, and what there is to choose.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { startBulkRun } from '~/lib/api/bulk'
import { newKey } from '~/lib/api/client'
import type { BulkAction, BulkIn, BulkRun } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { useSubmit } from '~/lib/submit'
import { useToday } from '~/lib/today'
import { DateField } from '~/ui/DateField'
import { Dialog } from '~/ui/Dialog'
import { DialogActions } from '~/ui/DialogActions'
import { Form } from '~/ui/Form'
import { Select } from '~/ui/Select'
import { WORDS } from './words'

type Wish = NonNullable<BulkIn['wish']>
type Props = {
  action: BulkAction
  filters: BulkIn['filters']
  count: number
  onClose: () => void
  onStarted: (run: BulkRun) => void
}

const METHODS = [
  { value: 'bank_transfer', label: 'Bank transfer' },
  { value: 'card', label: 'Card' },
  { value: 'cash', label: 'Cash' },
  { value: 'other', label: 'Other' },
] as const

type WishProps = {
  action: BulkAction
  wish: Wish
  onChange: (part: Partial<Wish>) => void
  errors: Record<string, string>
}

function WishFields({ action, wish, onChange, errors }: WishProps) {
  const today = useToday()
  if (action === 'issue' || action === 'issue_and_send') {
    return (
      <DateField
        label="Issue date"
        hint="Left empty, each draft keeps its own date, or gets today’s."
        from={today}
        max={today}
        value={wish.issue_date ?? null}
        onChange={(issue_date) => onChange({ issue_date })}
        error={errors['wish.issue_date']}
      />
    )
  }
  if (action !== 'pay') return null
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <DateField
        label="Received on"
        from={today}
        max={today}
        value={wish.received_on ?? today}
        onChange={(received_on) => onChange({ received_on })}
        error={errors['wish.received_on']}
      />
      <Select
        label="How"
        value={wish.method ?? 'bank_transfer'}
        onChange={(method) => onChange({ method: method as Wish['method'] })}
        options={METHODS}
      />
    </div>
  )
}

export function BulkDialog({ action, filters, count, onClose, onStarted }: Props) {
  const queries = useQueryClient()
  const locale = useLocale()
  const [wish, setWish] = useState<Wish>({})
  const [key] = useState(newKey)
  const words = plural(count, ...WORDS[action].verb, locale)
  const submission = useSubmit(async () => {
    const run = await startBulkRun({ action, filters, expected: count, wish }, key)
    await queries.invalidateQueries({ queryKey: ['bulk', 'list'] })
    onStarted(run)
  })
  return (
    <Dialog open onClose={onClose} title={`${words}?`}>
      <Form submission={submission} label={words}>
        <p className="text-muted">{WORDS[action].will}</p>
        <WishFields
          action={action}
          wish={wish}
          onChange={(part) => setWish((before) => ({ ...before, ...part }))}
          errors={submission.errors}
        />
        <DialogActions onClose={onClose} busy={submission.busy} tone={WORDS[action].danger ? 'danger' : 'primary'}>
          {words}
        </DialogActions>
      </Form>
    </Dialog>
  )
}
