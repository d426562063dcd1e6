// The first screen: how am I doing, what needs me, what happens next.
import { useQuery } from '@tanstack/react-query'
import { type DashboardFigures, dashboardOptions } from '~/lib/api/dashboard'
import { useMe } from '~/lib/api/session'
import { formatDate } from '~/lib/dates'
import { compare, isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { Bars } from '~/ui/charts/Bars'
import { ErrorState } from '~/ui/ErrorState'
import { PageHeader } from '~/ui/PageHeader'
import { Ageing } from './Ageing'
import { Checklist } from './Checklist'
import { DashboardSkeleton } from './DashboardSkeleton'
import { NeedsAttention } from './NeedsAttention'
import { Outstanding } from './Outstanding'
import { Recent } from './Recent'
import { UpcomingReminders } from './UpcomingReminders'

/** True while the organization is still finding its feet: little has happened and nothing went out. */
function isYoung({ recent }: DashboardFigures): boolean {
  return recent.length < 10 && !recent.some((entry) => entry.kind === 'invoice.delivery_sent')
}

function monthName(month: string, locale: string): string {
  const day = new Date(`${month}-01T00:00:00Z`)
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day)
}

function CollectedByMonth({ figures, currency }: { figures: DashboardFigures; currency: string }) {
  const locale = useLocale()
  const months = figures.collected_by_month.filter((month) => month.currency === currency)
  if (!months.some((month) => compare(month.amount, '0') !== 0)) return null
  const bars = months.map((month, index) => ({
    id: month.month,
    label: monthName(month.month, locale),
    amount: month.amount,
    marked: index === months.length - 1,
  }))
  return (
    <Bars
      title="Collected by month"
      bars={bars}
      currency={currency}
      labelHeader="Month"
      amountHeader={`Collected in ${currency}`}
    />
  )
}

function Figures({ figures }: { figures: DashboardFigures }) {
  const base = figures.currencies[0]
  if (!base) return null
  const owing = figures.currencies.filter((one) => !isZero(one.outstanding))
  return (
    <>
      <Outstanding base={base} others={figures.currencies.slice(1)} inBase={figures.in_base} />
      <div className="mt-12 grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-12">
          <NeedsAttention items={figures.needs_attention} />
          {owing.length > 0 && <Ageing currencies={owing} />}
          <CollectedByMonth figures={figures} currency={base.currency} />
        </div>
        <div className="grid content-start gap-12">
          <UpcomingReminders items={figures.upcoming_reminders} />
          <Recent entries={figures.recent} />
        </div>
      </div>
    </>
  )
}

export function Dashboard() {
  const me = useMe()
  const locale = useLocale()
  const { data, error, refetch } = useQuery(dashboardOptions)
  if (error && !data) return <ErrorState error={error} onRetry={refetch} title="The figures could not be loaded" />
  if (!data) return <DashboardSkeleton />
  const empty = data.recent.length === 0
  return (
    <>
      <PageHeader
        title="Dashboard"
        lead={empty ? undefined : `${me.organization?.name} on ${formatDate(data.today, locale)}`}
      />
      {isYoung(data) && <Checklist />}
      {!empty && <Figures figures={data} />}
    </>
  )
}
