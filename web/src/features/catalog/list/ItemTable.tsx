// The items of one page as a table or cards: what they are called, how they are counted, what they cost.
import type { Item } from '~/lib/api/types'
import { isZero } from '~/lib/decimal'
import { DataTable } from '~/ui/DataTable'
import { Money } from '~/ui/Money'
import type { Column, TableProps } from '~/ui/table'

function Prices({ item }: { item: Item }) {
  if (item.parts.length > 0) return <span className="text-muted">As its parts</span>
  const first = item.prices.filter((one) => isZero(one.from_quantity))
  const shown = first.length > 0 ? first : item.prices.slice(0, 1)
  if (shown.length === 0) return <span className="text-muted">–</span>
  return shown.map((one) => (
    <Money key={one.currency} amount={one.unit_price} currency={one.currency} className="block" />
  ))
}

const COLUMNS: Column<Item>[] = [
  { id: 'name', header: 'Name', sort: 'name', card: 'title', cell: (row) => row.name, className: 'max-w-80 truncate' },
  {
    id: 'sku',
    header: 'SKU',
    cell: (row) => <span className="text-muted">{row.sku}</span>,
    className: 'max-w-40 truncate',
  },
  { id: 'unit', header: 'Unit', card: 'hidden', from: 'md', cell: (row) => row.unit },
  { id: 'tax', header: 'Tax', card: 'hidden', from: 'lg', cell: (row) => row.tax.replaceAll('_', ' ') },
  {
    id: 'kind',
    header: 'Kind',
    card: 'badge',
    cell: (row) =>
      row.parts.length > 0 && (
        <span className="rounded-full bg-sunken px-2 py-0.5 text-muted text-small">Bundle of {row.parts.length}</span>
      ),
  },
  { id: 'price', header: 'Price', align: 'end', card: 'amount', cell: (row) => <Prices item={row} /> },
]

export function ItemTable(props: Pick<TableProps<Item>, 'rows' | 'sort' | 'onSort'>) {
  return (
    <DataTable
      {...props}
      caption="Items"
      columns={COLUMNS}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name}
      href={(row) => `/catalog/${row.id}`}
    />
  )
}
