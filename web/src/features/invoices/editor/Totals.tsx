// What the invoice comes to. Every number is the server's; nothing is added up here.
import type { Preview } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatDecimal } from '~/lib/money'
import { cx } from '~/ui/classes'
import { Money } from '~/ui/Money'
import { asksForMoney } from '../kinds'

type Row = { label: string; amount: string }

function rowsOf({ totals }: Preview['document']): Row[] {
  if (!totals) return []
  const taxes = totals.breakdown.map((tax) => ({ label: tax.label || `Tax ${tax.rate} %`, amount: tax.tax }))
  const rows: Row[] = [
    { label: 'Lines', amount: totals.lines },
    { label: 'Discounts', amount: totals.allowances },
    { label: 'Charges', amount: totals.charges },
    { label: 'Net', amount: totals.net },
    ...taxes,
    { label: 'Paid in advance', amount: isZero(totals.prepaid) ? '0' : `-${totals.prepaid}` },
    { label: 'Rounding', amount: totals.rounding },
  ]
  const adjusted = !isZero(totals.allowances) || !isZero(totals.charges)
  return rows.filter((row) => (row.label === 'Lines' ? adjusted : row.label === 'Net' || !isZero(row.amount)))
}

/** The same in the currency of the books, and the rate it was counted at. */
function InTheBooks({ document }: { document: Preview['document'] }) {
  const locale = useLocale()
  const { currency, exchange, totals } = document
  if (!exchange || !totals?.converted) return null
  const day = exchange.rate_date ? formatDate(exchange.rate_date, locale) : ''
  const published = [exchange.source, day].filter(Boolean).join(', ')
  return (
    <>
      <div className="flex justify-between gap-6 text-muted">
        <dt>In {totals.converted.currency}</dt>
        <dd>
          <Money amount={totals.converted.amount_due} currency={totals.converted.currency} />
        </dd>
      </div>
      <div className="flex justify-between gap-6 text-muted text-small">
        <dt>{published === '' ? 'Exchange rate' : published}</dt>
        <dd>
          1 {currency} = {formatDecimal(exchange.rate, locale)} {exchange.currency}
        </dd>
      </div>
    </>
  )
}

export function Totals({ preview, stale }: { preview: Preview | null; stale: boolean }) {
  if (!preview?.document.totals) return null
  const { currency, totals } = preview.document
  return (
    <section aria-label="Totals" aria-busy={stale || undefined}>
      <dl className="ms-auto grid max-w-80 gap-1.5">
        {rowsOf(preview.document).map((row) => (
          <div key={row.label} className="flex justify-between gap-6 text-muted">
            <dt>{row.label}</dt>
            <dd>
              <Money amount={row.amount} currency={currency} />
            </dd>
          </div>
        ))}
        <div
          className={cx(
            'mt-1 flex items-baseline justify-between gap-6 border-t pt-2 transition-colors',
            stale ? 'border-spark' : 'border-ink',
          )}
        >
          <dt className="font-strong">{asksForMoney(preview.document.kind) ? 'Amount due' : 'Total'}</dt>
          <dd className="font-strong text-figure tracking-tight">
            <Money amount={totals.amount_due} currency={currency} />
          </dd>
        </div>
        <InTheBooks document={preview.document} />
      </dl>
    </section>
  )
}
