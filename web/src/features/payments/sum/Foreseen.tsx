// Which invoices a sum pays, the earliest due first, before it is recorded.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { previewOptions } from '~/lib/api/payments'
import type { SumIn } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import type { Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { cx } from '~/ui/classes'
import { Money } from '~/ui/Money'
import { partWords, restWords } from './foresee'

const QUIET_MS = 250

/** The sum once typing has paused. */
function useSettled(sum: SumIn | null): SumIn | null {
  const [settled, setSettled] = useState(sum)
  const said = JSON.stringify(sum)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(said) as SumIn | null), QUIET_MS)
    return () => clearTimeout(timer)
  }, [said])
  return settled
}

export function Foreseen({ sum }: { sum: SumIn | null }) {
  const locale = useLocale()
  const { data, isPlaceholderData } = useQuery(previewOptions(useSettled(sum)))
  if (!data || sum === null || data.currency !== sum.currency) return null
  const money = (amount: Decimal) => formatMoney({ amount, currency: data.currency }, locale)
  const rest = restWords(data, money)
  return (
    <section aria-label="What it pays" aria-live="polite" className={cx(isPlaceholderData && 'text-muted')}>
      <ul>
        {data.parts.map((part) => (
          <li key={part.invoice_id} className="flex items-baseline gap-4 border-line border-b py-2">
            <div className="min-w-0 flex-1">
              <p>
                <span className="font-strong">{part.number}</span>
                {part.due_date && <span className="text-muted"> due on {formatDate(part.due_date, locale)}</span>}
              </p>
              <p className="text-muted text-small">{partWords(part, money)}</p>
            </div>
            <Money amount={part.amount} currency={data.currency} />
          </li>
        ))}
      </ul>
      {rest && <p className="pt-2 text-muted text-small">{rest}</p>}
    </section>
  )
}
