// What a client has paid beyond what it owes, and where earlier credit went: refunds and invoices, each to be undone.
import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { creditBalanceOptions, creditUsesOptions } from '~/lib/api/credit'
import { can, useMe } from '~/lib/api/session'
import type { ClientCredit as Balance, CreditUse } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { Button, IconButton } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { Link } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'
import { methodWords } from '../words'
import { RefundDialog } from './RefundDialog'
import { UndoDialog } from './UndoDialog'

/** Where credit of one payment comes from, in words. */
export function sourceWords(received: string, freedOn: readonly string[]): string {
  return freedOn.length === 0 ? `Paid too much on ${received}` : `Credited on ${freedOn.join(', ')}`
}

function Sources({ credit }: { credit: Balance }) {
  const locale = useLocale()
  return (
    <ul className="text-muted text-small">
      {credit.sources.map((one) => (
        <li key={one.payment_id} className="flex flex-wrap justify-between gap-x-4">
          <span>{sourceWords(formatDate(one.received_on, locale), one.freed_on)}</span>
          <Money amount={one.available} currency={credit.currency} />
        </li>
      ))}
    </ul>
  )
}

function Use({ use, onUndo }: { use: CreditUse; onUndo: (() => void) | undefined }) {
  const locale = useLocale()
  const gone = use.undone_at !== null
  const facts = [formatDate(use.used_on, locale), use.method && methodWords(use.method), use.reference]
  return (
    <li className="flex items-center gap-2 border-line border-b py-2 last:border-b-0">
      <div className={cx('min-w-0 flex-1', gone && 'text-muted')}>
        <p className={cx(gone && 'line-through')}>
          <Money amount={use.amount} currency={use.currency} />{' '}
          {use.invoice_id === null ? (
            'refunded'
          ) : (
            <>
              used on{' '}
              <Link to="/invoices/$id" params={{ id: use.invoice_id }}>
                {use.number}
              </Link>
            </>
          )}
        </p>
        <p className="truncate text-muted text-small">{facts.filter(Boolean).join(' · ')}</p>
        {gone && <p className="text-muted text-small">Undone: {use.undo_reason}</p>}
      </div>
      {onUndo && !gone && (
        <IconButton label="Undo" size="small" onClick={onUndo}>
          <Undo2 aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

export function ClientCredit({ clientId, clientName }: { clientId: string; clientName: string }) {
  const me = useMe()
  const [refunding, setRefunding] = useState<Balance | null>(null)
  const [undoing, setUndoing] = useState<CreditUse | null>(null)
  const { data: balances } = useQuery(creditBalanceOptions(clientId))
  const { data: uses } = useQuery(creditUsesOptions(clientId))
  if (!balances || !uses || (balances.length === 0 && uses.length === 0)) return null
  const mayWrite = can(me, 'payments.write')
  return (
    <Section title="Credit" className="mb-8">
      <div className="grid gap-4">
        {balances.map((credit) => (
          <div key={credit.currency} className="grid gap-2">
            <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <span className="font-strong">
                <Money amount={credit.available} currency={credit.currency} /> to use or refund
              </span>
              {mayWrite && <Button onClick={() => setRefunding(credit)}>Refund</Button>}
            </p>
            <Sources credit={credit} />
          </div>
        ))}
        {balances.length === 0 && <p className="text-muted">All credit is used.</p>}
        <ul>
          {uses.map((use) => (
            <Use key={use.id} use={use} onUndo={mayWrite ? () => setUndoing(use) : undefined} />
          ))}
        </ul>
      </div>
      {refunding && (
        <RefundDialog
          clientId={clientId}
          clientName={clientName}
          credit={refunding}
          onClose={() => setRefunding(null)}
        />
      )}
      {undoing && <UndoDialog use={undoing} onClose={() => setUndoing(null)} />}
    </Section>
  )
}
