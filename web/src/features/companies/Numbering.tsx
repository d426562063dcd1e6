// How documents are numbered: the series of each company, their reports, and a form to change them.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { seriesOptions } from '~/lib/api/series'
import { can, useMe } from '~/lib/api/session'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { LinkButton } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { AddSeries } from './AddSeries'
import { SeriesPart } from './SeriesPart'

function Content() {
  const { data, error, refetch } = useQuery(seriesOptions)
  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <RowsSkeleton rows={4} label="Loading number series" />
  if (data.length === 0) {
    return (
      <EmptyState
        drawing="invoice"
        title="No number series yet"
        action={
          <LinkButton to="/settings/companies/new" tone="primary">
            Add your company
          </LinkButton>
        }
      >
        Every company gets a series of its own.
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-12">
      {data.map((series) => (
        <SeriesPart key={`${series.id} ${series.version}`} series={series} />
      ))}
    </div>
  )
}

export function Numbering() {
  const me = useMe()
  const [adding, setAdding] = useState(false)
  const { data } = useQuery(seriesOptions)
  const mayAdd = can(me, 'companies.write') && data !== undefined && data.length > 0
  return (
    <div className="max-w-form">
      <PageHeader
        title="Number series"
        lead="An invoice gets its number when it is issued. Numbers are never used twice and leave no gaps."
        actions={
          <>
            <ExportLinks path="/v1/series" query={{}} />
            {mayAdd && <Button onClick={() => setAdding(true)}>Add a series</Button>}
          </>
        }
      />
      <Content />
      {adding && data && <AddSeries series={data} onClose={() => setAdding(false)} />}
    </div>
  )
}
