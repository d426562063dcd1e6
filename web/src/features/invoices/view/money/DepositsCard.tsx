// Deposits of an invoice: offered and deducted on a draft; on a deposit invoice, where it went.
import { useQuery } from '@tanstack/react-query'
import { depositsOptions } from '~/lib/api/corrections'
import type { Invoice } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { Button } from '~/ui/Button'
import { Link } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'

type Props = { invoice: Invoice; onChange: () => void }

export function DepositsCard({ invoice, onChange }: Props) {
  const locale = useLocale()
  const { data } = useQuery(depositsOptions(invoice.id, invoice.version))
  const { currency } = invoice.document
  const draft = invoice.status === 'draft'
  if (!data || (data.deposits.length === 0 && data.uses.length === 0)) return null
  return (
    <Section title="Deposits">
      <div className="grid gap-2">
        {data.deposits.map((one) => (
          <p key={one.id} className="flex flex-wrap justify-between gap-x-4">
            <span>
              <Link to="/invoices/$id" params={{ id: one.id }}>
                {one.number}
              </Link>{' '}
              <span className="text-muted">{formatDate(one.issue_date, locale)}</span>
            </span>
            {isZero(one.used) ? (
              <span className="text-muted">
                <Money amount={one.remaining} currency={currency} /> paid in advance
              </span>
            ) : (
              <span>
                <Money amount={one.used} currency={currency} /> deducted
              </span>
            )}
          </p>
        ))}
        {data.uses.map((use) => (
          <p key={use.invoice_id} className="flex flex-wrap justify-between gap-x-4">
            <span>
              Deducted on{' '}
              <Link to="/invoices/$id" params={{ id: use.invoice_id }}>
                {use.number ?? 'a draft'}
              </Link>
            </span>
            <Money amount={use.amount} currency={currency} />
          </p>
        ))}
        {draft && data.deposits.length > 0 && (
          <Button size="small" className="justify-self-start" onClick={onChange}>
            {data.deposits.every((one) => isZero(one.used)) ? 'Deduct deposits' : 'Change what is deducted'}
          </Button>
        )}
      </div>
    </Section>
  )
}
