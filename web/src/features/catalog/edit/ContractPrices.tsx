// What single clients pay for an item, from when to when; it wins over the catalog's price.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { cancelPrice, contractPricesOptions, itemsChanged } from '~/lib/api/catalog'
import type { ContractPrice, Item } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { Button, IconButton } from '~/ui/Button'
import { ConfirmDialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { AgreePrice } from './AgreePrice'

function days(price: ContractPrice, locale: string): string {
  const since = `from ${formatDate(price.since, locale)}`
  return price.until === null ? since : `${since} to ${formatDate(price.until, locale)}`
}

function Row({ price, onCancel }: { price: ContractPrice; onCancel: (() => void) | undefined }) {
  const locale = useLocale()
  return (
    <li className="flex items-center gap-3 border-line border-b py-2">
      <span className="min-w-0 flex-1">
        <span className="block truncate">{price.client_name}</span>
        <span className="block text-muted text-small">{days(price, locale)}</span>
      </span>
      <Money amount={price.unit_price} currency={price.currency} />
      {onCancel && (
        <IconButton label={`Take back the price of ${price.client_name}`} onClick={onCancel}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  )
}

export function ContractPrices({ item, mayWrite }: { item: Item; mayWrite: boolean }) {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(contractPricesOptions(item.id))
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<ContractPrice | null>(null)
  const cancel = useMutation({
    mutationFn: (id: string) => cancelPrice(id),
    onSuccess: () => {
      setLeaving(null)
      return itemsChanged(queries)
    },
    onError: (problem) => void toast(sentenceOf(problem), { tone: 'late' }),
  })
  const add = mayWrite && !item.archived && (
    <Button size="small" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
      Agree a price
    </Button>
  )
  return (
    <Section title="Agreed prices" aside={add} lead="A price agreed with a client wins over those above.">
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton label="Loading agreed prices" />}
      {data?.length === 0 && <p className="text-muted">No client has a price of its own.</p>}
      <ul aria-label="Agreed prices">
        {data?.map((price) => (
          <Row key={price.id} price={price} onCancel={mayWrite ? () => setLeaving(price) : undefined} />
        ))}
      </ul>
      {adding && <AgreePrice item={item} onClose={() => setAdding(false)} />}
      {leaving && (
        <ConfirmDialog
          open
          title="Take this price back?"
          confirm="Take it back"
          danger
          busy={cancel.isPending}
          onClose={() => setLeaving(null)}
          onConfirm={() => cancel.mutate(leaving.id)}
        >
          New lines for {leaving.client_name} get the price of the catalog. Invoices stay as they are.
        </ConfirmDialog>
      )}
    </Section>
  )
}
