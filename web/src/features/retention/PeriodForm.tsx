// How long one company keeps its documents: the law's period with its source, a longer one of its own, and what happens then.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeRetention, type RetentionSettings, retentionOptions } from '~/lib/api/retention'
import { can, useMe } from '~/lib/api/session'
import { plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { Notice } from '~/ui/Notice'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { lawWords, yearsOf } from './words'

function Fields({ company, settings }: { company: string; settings: RetentionSettings }) {
  const queries = useQueryClient()
  const [years, setYears] = useState(settings.years === null ? '' : String(settings.years))
  const [erases, setErases] = useState(settings.erases)
  const submission = useSubmit(async () => {
    await changeRetention(company, settings.version, { years: yearsOf(years), erases })
    await queries.invalidateQueries({ queryKey: ['retention'] })
    toast('Saved. It holds from now on.')
  })
  return (
    <Form submission={submission} label="How long documents are kept">
      <TextField
        label="Keep documents longer"
        hint={`In years, ${settings.law_years} or more. Empty: as long as the law says.`}
        inputMode="numeric"
        pattern="[0-9]{1,2}"
        maxLength={2}
        className="max-w-60"
        value={years}
        onChange={setYears}
        error={submission.errors.years}
      />
      <Checkbox
        checked={erases}
        onChange={setErases}
        hint="You are told a month before. Number, dates and amounts stay; who bought what is gone for good. Nothing is erased under a legal hold."
      >
        Erase documents when their time has ended
      </Checkbox>
      <Button type="submit" className="justify-self-start" busy={submission.busy}>
        Save
      </Button>
    </Form>
  )
}

export function PeriodForm({ company, name }: { company: string; name: string }) {
  const locale = useLocale()
  const mayWrite = can(useMe(), 'privacy.write')
  const { data, error, refetch } = useQuery(retentionOptions(company))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title={`${name} could not be loaded`} />
  if (!data) return <RowsSkeleton rows={3} label={`Loading how long ${name} keeps documents`} />
  return (
    <Section title={name} lead={lawWords(data, locale)}>
      {mayWrite ? (
        <Fields key={data.version} company={company} settings={data} />
      ) : (
        <Notice>
          {data.years !== null && `It keeps them for ${plural(data.years, '{count} year', '{count} years')}. `}
          {data.erases ? 'They are erased then.' : 'They stay after that.'} An owner or an admin can change it.
        </Notice>
      )}
    </Section>
  )
}
