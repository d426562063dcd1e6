// A deposit beside its invoice: what is left, until when, and what to do with the rest.
import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { depositOptions } from '~/lib/api/deposits'
import { can, useMe } from '~/lib/api/session'
import type { DepositRecord, Forfeit } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { Button, IconButton } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'
import { ForfeitDialog, UndoForfeitDialog } from './ForfeitDialog'
import { RefundDepositDialog } from './RefundDepositDialog'
import { TermsDialog } from './TermsDialog'
import { lastDayWords } from './words'

function Forfeited({ of, currency, onUndo }: { of: Forfeit; currency: string; onUndo: (() => void) | undefined }) {
  const locale = useLocale()
  const gone = of.undone_at !== null
  return (
    <li className="flex items-center gap-2">
      <div className={cx('min-w-0 flex-1', gone && 'text-muted')}>
        <p className={cx(gone && 'line-through')}>
          <Money amount={of.amount} currency={currency} /> forfeited on {formatDate(of.forfeited_on, locale)}
        </p>
        <p className="text-muted text-small">{gone ? `Undone: ${of.undo_reason}` : of.reason}</p>
      </div>
      {onUndo && !gone && (
        <IconButton label="Undo this forfeit" size="small" onClick={onUndo}>
          <Undo2 aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

type Asking = 'terms' | 'refund' | 'forfeit' | Forfeit | null

function Acts({ deposit, ask }: { deposit: DepositRecord; ask: (what: 'terms' | 'refund' | 'forfeit') => void }) {
  const me = useMe()
  const left = !isZero(deposit.remaining)
  return (
    <div className="flex flex-wrap gap-2">
      {can(me, 'payments.write') && (
        <Button size="small" onClick={() => ask('terms')}>
          Change terms
        </Button>
      )}
      {left && deposit.is_refundable && can(me, 'invoices.void') && (
        <Button size="small" onClick={() => ask('refund')}>
          Refund
        </Button>
      )}
      {left && can(me, 'invoices.write_off') && (
        <Button size="small" onClick={() => ask('forfeit')}>
          Forfeit
        </Button>
      )}
    </div>
  )
}

export function DepositCard({ id }: { id: string }) {
  const me = useMe()
  const locale = useLocale()
  const [asking, setAsking] = useState<Asking>(null)
  const { data } = useQuery(depositOptions(id))
  if (!data) return null
  const { deposit, forfeits } = data
  const close = () => setAsking(null)
  const mayUndo = can(me, 'invoices.write_off')
  return (
    <Section title="This deposit">
      <div className="grid gap-3">
        <p>
          <Money amount={deposit.remaining} currency={deposit.currency} /> left to use
          <span className={cx('block text-small', deposit.advice ? 'text-late' : 'text-muted')}>
            {lastDayWords(deposit, locale)}
          </span>
        </p>
        {forfeits.length > 0 && (
          <ul className="grid gap-2">
            {forfeits.map((one) => (
              <Forfeited
                key={one.id}
                of={one}
                currency={deposit.currency}
                onUndo={mayUndo ? () => setAsking(one) : undefined}
              />
            ))}
          </ul>
        )}
        <Acts deposit={deposit} ask={setAsking} />
      </div>
      {asking === 'terms' && <TermsDialog deposit={deposit} onClose={close} />}
      {asking === 'refund' && <RefundDepositDialog deposit={deposit} onClose={close} />}
      {asking === 'forfeit' && <ForfeitDialog deposit={deposit} onClose={close} />}
      {asking !== null && typeof asking === 'object' && (
        <UndoForfeitDialog forfeit={asking} currency={deposit.currency} onClose={close} />
      )}
    </Section>
  )
}
