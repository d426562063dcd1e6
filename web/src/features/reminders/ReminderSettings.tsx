// When reminders go out and what they say.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { updatePolicy } from '~/lib/api/company-settings'
import { reminderPoliciesOptions } from '~/lib/api/invoices'
import { can, useMe } from '~/lib/api/session'
import type { ReminderPolicy } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { PageHeader } from '~/ui/PageHeader'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { added, draftOf, requestOf, type Step } from './draft'
import { StepFields } from './StepFields'

const CAPS = Array.from({ length: 14 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }))

function usePolicy(policy: ReminderPolicy) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(policy))
  const submission = useSubmit(async () => {
    await updatePolicy(policy.id, policy.version, requestOf(draft))
    await Promise.all(
      ['reminder-policies', 'dashboard', 'invoices'].map((kind) => client.invalidateQueries({ queryKey: [kind] })),
    )
    toast('Saved. Open invoices follow the new plan; nothing is sent twice.')
  })
  const setSteps = (steps: Step[]) => setDraft({ ...draft, steps })
  const remove = (at: number) => {
    const before = draft.steps
    setSteps(before.filter((_, index) => index !== at))
    toast('The reminder is taken out. Save to keep it so.', { undo: () => setSteps(before) })
  }
  return { draft, setDraft, setSteps, remove, submission }
}

function PolicyForm({ policy }: { policy: ReminderPolicy }) {
  const me = useMe()
  const { draft, setDraft, setSteps, remove, submission } = usePolicy(policy)
  return (
    <Form submission={submission} label="Reminders">
      <Section
        title="The sequence"
        aside={
          <Button
            size="small"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setSteps(added(draft.steps))}
          >
            Add a reminder
          </Button>
        }
      >
        <div className="border-line border-t">
          {draft.steps.map((step, index) => (
            <StepFields
              key={step.key}
              step={step}
              index={index}
              errors={submission.errors}
              onChange={(next) => setSteps(draft.steps.map((one, other) => (other === index ? next : one)))}
              onRemove={() => remove(index)}
            />
          ))}
          {draft.steps.length === 0 && <p className="py-4 text-muted">No reminders go out.</p>}
        </div>
      </Section>
      <Section title="Restraint" className="mt-4">
        <div className="grid max-w-form gap-5">
          <Select
            label="Most reminders a client gets in seven days"
            hint="Over all its invoices together."
            value={String(draft.weekly_cap)}
            onChange={(value) => setDraft({ ...draft, weekly_cap: Number(value) })}
            options={CAPS}
            error={submission.errors.weekly_cap}
          />
          <Checkbox
            checked={draft.quiet_weekends}
            onChange={(quiet_weekends) => setDraft({ ...draft, quiet_weekends })}
            hint="What would go out on a Saturday or Sunday waits until Monday, by the client's own clock."
          >
            Quiet weekends
          </Checkbox>
        </div>
      </Section>
      {can(me, 'reminders.write') && (
        <Button type="submit" tone="primary" size="large" busy={submission.busy} className="mt-4 justify-self-start">
          Save
        </Button>
      )}
    </Form>
  )
}

export function ReminderSettings() {
  const { data, error, refetch } = useQuery(reminderPoliciesOptions)
  return (
    <>
      <PageHeader
        title="Reminders"
        lead="They go out by themselves while an invoice is open, and stop the moment it is paid, paused or disputed."
      />
      {error && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <RowsSkeleton rows={7} label="Loading reminders" />}
      {data?.map((policy) => (
        <PolicyForm key={`${policy.id} ${policy.version}`} policy={policy} />
      ))}
    </>
  )
}
