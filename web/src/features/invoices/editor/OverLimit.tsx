// Warns before an invoice is issued that takes the client over its credit limit; it may be issued all the same.
import { useQuery } from '@tanstack/react-query'
import { creditOptions } from '~/lib/api/clients'
import type { Preview } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { Notice } from '~/ui/Notice'

type Props = { preview: Preview; client: { id: string; name: string } }

export function OverLimit({ preview, client }: Props) {
  const locale = useLocale()
  const { currency, totals } = preview.document
  const { data } = useQuery(creditOptions(client.id, totals?.amount_due ?? '0', currency))
  if (!data?.is_over || data.limit === null) return null
  const words = (amount: string) => formatMoney({ amount, currency: data.currency }, locale)
  return (
    <div className="mb-5">
      <Notice tone="late" role="status" title={`This is over the credit limit of ${words(data.limit)}`}>
        {`${client.name} owes ${words(data.owed)} already, and ${words(data.after)} with this invoice.`}
      </Notice>
    </div>
  )
}
