// What paying early takes off an invoice: what settles it until when, and what was granted, with the tax in it.
import { useQuery } from '@tanstack/react-query'
import { type EarlyDiscounts, earlyDiscountsOptions } from '~/lib/api/early'
import { formatDate } from '~/lib/dates'
import { type Decimal, isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatDecimal, formatMoney } from '~/lib/money'
import { useToday } from '~/lib/today'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'
import { withinDays } from './words'

type Taken = EarlyDiscounts['taken'][number]

function Granted({ taken, currency }: { taken: Taken; currency: string }) {
  const locale = useLocale()
  const money = (amount: Decimal) => formatMoney({ amount, currency }, locale)
  const rows = taken.breakdown.filter((row) => !isZero(row.tax))
  return (
    <li>
      <p>
        <Money amount={taken.amount} currency={currency} />
        <span className="text-muted"> for payment {withinDays(taken.days)}</span>
      </p>
      {rows.length > 0 && (
        <p className="text-muted text-small">
          {money(taken.net)} less net
          {rows.map((row) => (
            <span key={`${row.category}${row.rate}${row.name}${row.jurisdiction}`}>
              , {money(row.tax)} less {row.name || 'tax'} at {formatDecimal(row.rate, locale)} %
            </span>
          ))}
        </p>
      )}
    </li>
  )
}

export function EarlyDiscount({ invoiceId }: { invoiceId: string }) {
  const locale = useLocale()
  const today = useToday()
  const { data } = useQuery(earlyDiscountsOptions(invoiceId))
  const offers = data?.offers.filter((offer) => offer.until >= today) ?? []
  const taken = data?.taken.filter((one) => one.undone_at === null) ?? []
  if (!data || offers.length + taken.length === 0) return null
  return (
    <Section title="Discount for early payment">
      <ul className="grid gap-2">
        {offers.map((offer) => (
          <li key={offer.until}>
            <Money amount={offer.payable} currency={data.currency} /> settles it until {formatDate(offer.until, locale)}
            :{' '}
            <span className="text-muted">
              {formatMoney({ amount: offer.discount, currency: data.currency }, locale)} less
            </span>
          </li>
        ))}
        {taken.map((one) => (
          <Granted key={one.id} taken={one} currency={data.currency} />
        ))}
      </ul>
    </Section>
  )
}
