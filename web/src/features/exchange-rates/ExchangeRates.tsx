// Exchange rates: those in force, their source, and a way to enter one's own.
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { type ExchangeRate, rateSettingsOptions } from '~/lib/api/exchange-rates'
import { can, useMe } from '~/lib/api/session'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { PageHeader } from '~/ui/PageHeader'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { RateDialog } from './RateDialog'
import { RateList } from './RateList'
import { SourceForm } from './SourceForm'
import { Status } from './Status'

function Source() {
  const { data, error, refetch } = useQuery(rateSettingsOptions)
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={3} label="Loading the source" />
  return <SourceForm key={data.version} settings={data} />
}

export function ExchangeRates() {
  const me = useMe()
  const [entering, setEntering] = useState<ExchangeRate | 'new' | null>(null)
  const enter = (
    <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setEntering('new')}>
      Enter a rate
    </Button>
  )
  const history = (
    <span className="flex flex-wrap items-center gap-x-2 text-muted">
      All of history <ExportLinks path="/v1/exchange-rates" query={{}} />
    </span>
  )
  return (
    <>
      <PageHeader
        title="Exchange rates"
        lead="An invoice in another currency shows what it comes to in its company's own, at the rate of its day."
        actions={can(me, 'exchange_rates.write') ? enter : undefined}
      />
      <Status />
      <Section title="In force today" aside={history}>
        <RateList onChange={setEntering} />
      </Section>
      <Source />
      {entering && <RateDialog known={entering === 'new' ? null : entering} onClose={() => setEntering(null)} />}
    </>
  )
}
