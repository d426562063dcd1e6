// The links one can give away: to look at a draft, or to pay an invoice.
import { Link2 } from 'lucide-react'
import { can, type useMe } from '~/lib/api/session'
import type { Invoice } from '~/lib/api/types'
import { isNegative, isZero } from '~/lib/decimal'
import { asksForMoney } from '../kinds'
import type { Act } from './Actions'
import type { useActs } from './acts'

export function linkActs(invoice: Invoice, me: ReturnType<typeof useMe>, acts: ReturnType<typeof useActs>): Act[] {
  const { status, kind, balance } = invoice
  if (status === 'draft' && can(me, 'invoices.write')) {
    const run = () => acts.sharePreviewLink.mutate()
    return [{ id: 'preview-link', label: 'Copy a preview link', icon: Link2, run }]
  }
  const owed = status === 'issued' && asksForMoney(kind) && !isZero(balance.balance) && !isNegative(balance.balance)
  if (!owed || !can(me, 'deliveries.write')) return []
  return [{ id: 'payment-link', label: 'Copy a payment link', icon: Link2, run: () => acts.paymentLink.mutate() }]
}
