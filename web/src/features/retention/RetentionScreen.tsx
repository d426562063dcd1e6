// Data retention: how long each company keeps its documents, what will be erased, every legal hold, and what is gone.
import { useQuery } from '@tanstack/react-query'
import { companiesOptions } from '~/lib/api/companies'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { LinkButton } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { Erased } from './Erased'
import { HoldList } from './HoldList'
import { PeriodForm } from './PeriodForm'
import { Planned } from './Planned'

function Periods() {
  const { data, error, refetch } = useQuery(companiesOptions)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={3} label="Loading companies" />
  if (data.length === 0)
    return (
      <EmptyState
        drawing="invoice"
        title="No company yet"
        action={
          <LinkButton to="/settings/companies/new" tone="primary">
            Add your company
          </LinkButton>
        }
      >
        How long documents must be kept follows from the country of the company.
      </EmptyState>
    )
  return data.map((company) => <PeriodForm key={company.id} company={company.id} name={company.profile.name} />)
}

export function RetentionScreen() {
  return (
    <div className="max-w-form">
      <PageHeader
        title="Data retention"
        lead="The law says how long invoices must be kept. After that they may be erased, so that nobody’s data stays for ever."
      />
      <div className="grid gap-10">
        <Periods />
        <Planned />
        <HoldList />
        <Erased />
      </div>
    </div>
  )
}
