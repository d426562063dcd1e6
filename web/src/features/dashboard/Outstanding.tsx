// The one large number: what clients owe, how it was made, and the three numbers beside it.
import type { BaseFigures, CurrencyFigures } from '~/lib/api/dashboard'
import { formatDate } from '~/lib/dates'
import { type Decimal, isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { cx } from '~/ui/classes'
import { Figure } from '~/ui/Figure'
import { PlainLink } from '~/ui/Link'
import { Money } from '~/ui/Money'

type Props = { base: CurrencyFigures; others: readonly CurrencyFigures[] }
type Both = Props & { inBase: BaseFigures | null }
type Pick = (figures: CurrencyFigures) => Decimal

function explanation({ outstanding, overdue, currency, ageing }: CurrencyFigures, locale: string): string {
  if (isZero(outstanding)) return `Nobody owes you anything in ${currency}.`
  const count = ageing.reduce((sum, bucket) => sum + bucket.count, 0)
  const late = formatMoney({ amount: overdue, currency }, locale)
  const made = count === 1 ? 'The open balance of 1 invoice' : `The open balances of ${count} invoices`
  if (isZero(overdue)) return `${made} in ${currency}. Nothing of it is late.`
  return `${made} in ${currency}. ${late} of it is late.`
}

function Others({ others, of }: { others: readonly CurrencyFigures[]; of: Pick }) {
  const shown = others.filter((one) => !isZero(of(one)))
  if (shown.length === 0) return null
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-muted">
      {shown.map((one) => (
        <span key={one.currency}>
          <span aria-hidden>+ </span>
          <span className="sr-only">and </span>
          <Money amount={of(one)} currency={one.currency} />
        </span>
      ))}
    </p>
  )
}

/** All currencies in one, for a glance: with the day of the rates, and what they leave out. */
function Together({ inBase }: { inBase: BaseFigures }) {
  const locale = useLocale()
  const oldest = inBase.rates.map((one) => one.rate_date).sort()[0]
  if (oldest === undefined || isZero(inBase.outstanding)) return null
  const without = inBase.missing.length === 0 ? '' : `, without ${inBase.missing.join(', ')}`
  return (
    <p className="mt-1 text-muted">
      Together about <Money amount={inBase.outstanding} currency={inBase.currency} />, at the rates of{' '}
      {formatDate(oldest, locale)}
      {without}
    </p>
  )
}

type PartProps = Props & {
  label: string
  of: Pick
  tone?: 'late' | 'good'
  to?: string
  search?: Record<string, string>
}

function Part({ label, of, base, others, tone, to, search }: PartProps) {
  const lit = tone && !isZero(of(base)) ? tone : 'ink'
  const figure = (
    <>
      <Figure label={label} amount={of(base)} currency={base.currency} size="title" tone={lit} />
      <Others others={others} of={of} />
    </>
  )
  const skin = 'block border-line py-4 sm:py-0 sm:ps-6 sm:not-first:border-s sm:first:ps-0 max-sm:not-first:border-t'
  if (!to) return <div className={skin}>{figure}</div>
  return (
    <PlainLink to={to} search={search as never} className={cx(skin, 'hover:[&_p:first-child]:underline')}>
      {figure}
    </PlainLink>
  )
}

export function Outstanding({ base, others, inBase }: Both) {
  const locale = useLocale()
  return (
    <section aria-label="What is owed">
      <Figure
        label="Owed to you"
        amount={base.outstanding}
        currency={base.currency}
        size="hero"
        explained={explanation(base, locale)}
      />
      <Others others={others} of={(one) => one.outstanding} />
      {inBase && <Together inBase={inBase} />}
      <div className="mt-8 grid border-line border-t sm:grid-cols-3 sm:pt-6">
        <Part
          label="Overdue"
          of={(one) => one.overdue}
          tone="late"
          to="/invoices"
          search={{ tab: 'overdue' }}
          {...{ base, others }}
        />
        <Part label="Due in the next 7 days" of={(one) => one.due_7_days} {...{ base, others }} />
        <Part
          label="Collected in the last 30 days"
          of={(one) => one.collected_30_days}
          tone="good"
          to="/payments"
          {...{ base, others }}
        />
      </div>
    </section>
  )
}
