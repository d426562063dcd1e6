// What is owed to clients for deposits on a day: paid by then and not used, by client and currency.
import { useQuery } from '@tanstack/react-query'
import { liabilityOptions } from '~/lib/api/deposits'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { useToday } from '~/lib/today'
import { DateField } from '~/ui/DateField'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'

export function Liability({ day, onDay }: { day: string; onDay: (day: string | undefined) => void }) {
  const locale = useLocale()
  const today = useToday()
  const { data, error, refetch } = useQuery(liabilityOptions(day))
  const several = new Set(data?.data.map((one) => one.company_id)).size > 1
  return (
    <Section title="What you owe for deposits" className="mt-12 max-w-form">
      <div className="mb-4 flex flex-wrap items-end gap-3">
        <DateField
          label="As of the end of"
          className="w-44"
          value={day}
          onChange={(value) => onDay(value ?? undefined)}
          from={today}
          max={today}
        />
        <ExportLinks path="/v1/deposit-liability" query={{ day }} />
      </div>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <RowsSkeleton rows={3} label="Adding up the deposits" />}
      {data && data.data.length === 0 && (
        <p className="text-muted">No deposit was unused on {formatDate(data.day, locale)}.</p>
      )}
      {data && data.data.length > 0 && (
        <ul>
          {data.data.map((one) => (
            <li
              key={`${one.company_id} ${one.client_id} ${one.currency}`}
              className="flex flex-wrap justify-between gap-x-4 border-line border-b py-2"
            >
              <span>
                <Link to="/clients/$id" params={{ id: one.client_id }}>
                  {one.client_name}
                </Link>
                {several && <span className="text-muted"> of {one.company_name}</span>}
              </span>
              <Money amount={one.amount} currency={one.currency} />
            </li>
          ))}
          {Object.entries(data.sums).map(([currency, amount]) => (
            <li key={currency} className="flex justify-between py-2 font-strong">
              <span>Together in {currency}</span>
              <Money amount={amount} currency={currency} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
