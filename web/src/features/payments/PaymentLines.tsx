// Payments in a few lines, beside an invoice or a client: each can be taken back.
import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { paymentsOptions } from '~/lib/api/payments'
import { can, useMe } from '~/lib/api/session'
import type { Payment, PaymentQuery } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { IconButton } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { Money } from '~/ui/Money'
import { ReverseDialog } from './ReverseDialog'
import { methodWords } from './words'

function Line({ payment, onReverse }: { payment: Payment; onReverse: (() => void) | undefined }) {
  const locale = useLocale()
  const reversed = payment.reversed_at !== null
  const facts = [formatDate(payment.received_on, locale), methodWords(payment.method), payment.reference]
  return (
    <li className="flex items-center gap-2 border-line border-b py-2 last:border-b-0">
      <div className={cx('min-w-0 flex-1', reversed && 'text-muted')}>
        <p className={cx('font-strong', reversed && 'line-through')}>
          <Money amount={payment.amount} currency={payment.currency} />
        </p>
        <p className="truncate text-muted text-small">{facts.filter(Boolean).join(' · ')}</p>
        {reversed && <p className="text-muted text-small">Taken back: {payment.reverse_reason}</p>}
      </div>
      {onReverse && !reversed && (
        <IconButton label="Take back this payment" size="small" onClick={onReverse}>
          <Undo2 aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

export function PaymentLines({ query, title }: { query: PaymentQuery; title: string }) {
  const me = useMe()
  const [reversing, setReversing] = useState<Payment | null>(null)
  const { data } = useQuery(paymentsOptions(query))
  if (!data || data.data.length === 0) return null
  const mayReverse = can(me, 'payments.write')
  return (
    <section>
      <h2 className="mb-1 text-lead">{title}</h2>
      <ul>
        {data.data.map((payment) => (
          <Line key={payment.id} payment={payment} onReverse={mayReverse ? () => setReversing(payment) : undefined} />
        ))}
      </ul>
      {reversing && <ReverseDialog payment={reversing} onClose={() => setReversing(null)} />}
    </section>
  )
}
