// What a sum for several invoices would do, in words.
import type { PaymentPreview } from '~/lib/api/types'
import { type Decimal, isZero } from '~/lib/decimal'

type Part = PaymentPreview['parts'][number]

/** What becomes of one invoice. */
export function partWords(part: Part, money: (amount: Decimal) => string): string {
  if (!isZero(part.left)) return `${money(part.left)} stays owed`
  if (!isZero(part.discount)) return `Settled, ${money(part.discount)} less for paying early`
  return 'Settled'
}

/** What becomes of the rest: of the sum, or of the invoices it does not reach. */
export function restWords(preview: PaymentPreview, money: (amount: Decimal) => string): string {
  if (preview.open_count === 0) return `Nothing is owed in ${preview.currency}: all of it becomes the client’s credit.`
  if (!isZero(preview.unallocated)) return `${money(preview.unallocated)} is left and becomes the client’s credit.`
  const others = preview.open_count - preview.parts.length
  if (others === 0) return ''
  return others === 1 ? 'One more invoice stays open.' : `${others} more invoices stay open.`
}
