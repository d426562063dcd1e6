// The client's credit beside an invoice: one click pays it, and what stands on it can be taken off again.
import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { invoiceCreditOptions } from '~/lib/api/credit'
import { can, useMe } from '~/lib/api/session'
import type { CreditUse } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { type Decimal, isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { Button, IconButton } from '~/ui/Button'
import { Link } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'
import { UndoDialog } from './UndoDialog'
import { UseDialog } from './UseDialog'

type Props = {
  invoice: { id: string; number: string; balance: Decimal }
  clientId: string
  clientName: string
}

export function InvoiceCredit({ invoice, clientId, clientName }: Props) {
  const me = useMe()
  const locale = useLocale()
  const [using, setUsing] = useState(false)
  const [undoing, setUndoing] = useState<CreditUse | null>(null)
  const { data } = useQuery(invoiceCreditOptions(invoice.id))
  if (!data || (isZero(data.available) && data.uses.length === 0)) return null
  const mayWrite = can(me, 'payments.write')
  const money = (amount: Decimal) => formatMoney({ amount, currency: data.currency }, locale)
  return (
    <Section title="Client credit">
      <div className="grid gap-3">
        {data.uses.map((use) => (
          <p key={use.id} className="flex items-center gap-2">
            <span className="min-w-0 flex-1">
              <Money amount={use.amount} currency={use.currency} />
              <span className="text-muted"> used on {formatDate(use.used_on, locale)}</span>
            </span>
            {mayWrite && (
              <IconButton label="Take this credit off the invoice" size="small" onClick={() => setUndoing(use)}>
                <Undo2 aria-hidden className="size-4" />
              </IconButton>
            )}
          </p>
        ))}
        {!isZero(data.available) && (
          <p className="text-muted">
            <Link to="/clients/$id" params={{ id: clientId }}>
              {clientName}
            </Link>{' '}
            has {money(data.available)} of credit.
          </p>
        )}
        {mayWrite && !isZero(data.usable) && (
          <Button onClick={() => setUsing(true)}>Use {money(data.usable)} of credit</Button>
        )}
      </div>
      {using && <UseDialog invoice={invoice} credit={data} onClose={() => setUsing(false)} />}
      {undoing && <UndoDialog use={undoing} onClose={() => setUndoing(null)} />}
    </Section>
  )
}
