// Taxes: where the companies are registered, and the rates they charge beside those of their countries.
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { can, useMe } from '~/lib/api/session'
import { registrationsOptions, taxRulesOptions } from '~/lib/api/taxes'
import { usePaging } from '~/lib/paging'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { RegistrationDialog } from './RegistrationDialog'
import { RegistrationRow } from './RegistrationRow'
import { RuleDialog } from './RuleDialog'
import { RuleRow } from './RuleRow'

function Registrations() {
  const { data, error, refetch } = useQuery(registrationsOptions)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={3} label="Loading registrations" />
  if (data.data.length === 0)
    return (
      <p className="text-muted">
        None yet. Add one for each country or state where a company charges tax, or a scheme it joined.
      </p>
    )
  return (
    <ul aria-label="Registrations" className="border-line border-t">
      {data.data.map((one) => (
        <RegistrationRow key={one.id} registration={one} />
      ))}
    </ul>
  )
}

function Rules() {
  const [cursor, setCursor] = useState<string>()
  const { data, error, refetch } = useQuery(taxRulesOptions(cursor))
  const paging = usePaging(cursor, data?.next, setCursor)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={4} label="Loading rates" />
  if (data.data.length === 0)
    return (
      <EmptyState drawing="search" title="No rates of your own">
        The rates of your country are known and kept up to date. Add one only where you charge something else, such as a
        sales tax in the United States.
      </EmptyState>
    )
  return (
    <>
      <ul aria-label="Own rates" className="border-line border-t">
        {data.data.map((rule) => (
          <RuleRow key={rule.id} rule={rule} />
        ))}
      </ul>
      {(paging.onPrevious || paging.onNext) && <Pagination {...paging} />}
    </>
  )
}

export function Taxes() {
  const me = useMe()
  const [adding, setAdding] = useState<'registration' | 'rule' | null>(null)
  const add = (what: 'registration' | 'rule', label: string) =>
    can(me, 'taxes.write') ? (
      <Button size="small" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(what)}>
        {label}
      </Button>
    ) : undefined
  return (
    <div className="grid gap-10">
      <PageHeader
        title="Taxes"
        lead="Each invoice says by itself which tax applies and why: from your registrations, your client, and what you sell."
      />
      <Section
        title="Where you are registered"
        aside={
          <span className="flex flex-wrap gap-2">
            <ExportLinks path="/v1/tax-registrations" query={{}} />
            {add('registration', 'Add a registration')}
          </span>
        }
      >
        <Registrations />
      </Section>
      <Section
        title="Your own rates"
        aside={
          <span className="flex flex-wrap gap-2">
            <ExportLinks path="/v1/tax-rules" query={{}} />
            {add('rule', 'Add a rate')}
          </span>
        }
      >
        <Rules />
      </Section>
      {adding === 'registration' && <RegistrationDialog onClose={() => setAdding(null)} />}
      {adding === 'rule' && <RuleDialog onClose={() => setAdding(null)} />}
    </div>
  )
}
