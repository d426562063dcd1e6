// Items of the catalog, to be added one after the other without leaving the list.
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { itemLines, itemsOptions, type Sale } from '~/lib/api/catalog'
import type { Item } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { sentenceOf } from '~/lib/problem'
import { useSettledText } from '~/lib/settled'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { LinkButton } from '~/ui/Link'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import type { FormLine } from '../model'
import { linesOfItem } from '../suggest'

type Props = { sale: Sale; onAdd: (lines: readonly FormLine[]) => void; onClose: () => void }

function priceOf(item: Item, currency: string | undefined, locale: string): string {
  if (item.parts.length > 0) return 'Bundle'
  const price = item.prices.find((one) => one.currency === currency) ?? item.prices[0]
  return price ? formatMoney({ amount: price.unit_price, currency: price.currency }, locale) : 'No price'
}

function ItemRow({ item, sale, onAdd }: { item: Item } & Pick<Props, 'sale' | 'onAdd'>) {
  const locale = useLocale()
  const [busy, setBusy] = useState(false)
  function add() {
    setBusy(true)
    itemLines(item.id, '1', sale)
      .then((made) => onAdd(linesOfItem(made)))
      .catch((error: unknown) => toast(sentenceOf(error), { tone: 'late' }))
      .finally(() => setBusy(false))
  }
  const detail = [item.sku, item.unit && `per ${item.unit}`].filter(Boolean).join(' · ')
  return (
    <li className="flex items-center gap-3 border-line border-b py-2">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-strong">{item.name}</span>
        {detail && <span className="block truncate text-muted text-small">{detail}</span>}
      </span>
      <span className="text-muted">{priceOf(item, sale.currency, locale)}</span>
      <Button
        size="small"
        busy={busy}
        icon={<Plus aria-hidden className="size-4" />}
        onClick={add}
        aria-label={`Add ${item.name}`}
      >
        Add
      </Button>
    </li>
  )
}

export function CatalogDialog({ sale, onAdd, onClose }: Props) {
  const [q, setQ] = useState('')
  const [text, setText] = useSettledText(q, setQ)
  const { data, error, refetch } = useQuery(itemsOptions({ limit: 50, ...(q.trim() && { q: q.trim() }) }))
  const nothing = data?.data.length === 0
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add from the catalog"
      size="medium"
      actions={
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <TextField label="Search by name or SKU" value={text} maxLength={200} onChange={setText} />
      <div className="mt-3 min-h-64">
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <RowsSkeleton label="Loading the catalog" />}
        {nothing && q !== '' && <p className="py-8 text-center text-muted">No item matches “{q}”.</p>}
        {nothing && q === '' && (
          <EmptyState
            drawing="invoice"
            title="The catalog is empty"
            action={<LinkButton to="/catalog/new">Add an item</LinkButton>}
          >
            Add what you sell once, with its price and tax, and put it on invoices from here.
          </EmptyState>
        )}
        <ul aria-label="Items">
          {data?.data.map((item) => (
            <ItemRow key={item.id} item={item} sale={sale} onAdd={onAdd} />
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
