// What a list is made of: its columns, how it is sorted, and what is selected.
import type { ReactNode } from 'react'

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'end'
  /** The server's name of this order; without it the column cannot be sorted. */
  sort?: string
  /** Starts with the largest first when it is sorted (amounts, lateness). */
  descendingFirst?: boolean
  /** Where the value goes on a phone's card; default is the second line. */
  card?: 'title' | 'amount' | 'line' | 'badge' | 'hidden'
  /** Left out below this width. */
  from?: 'md' | 'lg' | 'xl'
  className?: string
}

export type TableProps<Row> = {
  /** Read out as the name of the list. */
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  /** The row in a few words, for the tick box: "Select invoice 2026-0042". */
  rowLabel: (row: Row) => string
  /** The row's address; the first column becomes a link to it. */
  href: (row: Row) => string
  sort?: string
  onSort?: (sort: string) => void
  selected?: ReadonlySet<string>
  onSelect?: (selected: ReadonlySet<string>) => void
  footer?: ReactNode
}

/** The order after a click on a column: first click its natural order, second click the other one. */
export function nextSort<Row>(column: Column<Row>, current: string | undefined): string {
  const first = column.descendingFirst ? `-${column.sort}` : `${column.sort}`
  const second = column.descendingFirst ? `${column.sort}` : `-${column.sort}`
  return current === first ? second : first
}

export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}
