// The same list on a phone: one card a record, the amount where the thumb's eye looks first.
import type { RefObject } from 'react'
import { Checkbox } from './Checkbox'
import { cx } from './classes'
import { PlainLink } from './Link'
import { type Column, type TableProps, toggled } from './table'

function at<Row>(columns: readonly Column<Row>[], place: NonNullable<Column<Row>['card']>) {
  return columns.filter((column) => (column.card ?? 'line') === place)
}

function Cells<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return columns.map((column) => <span key={column.id}>{column.cell(row)}</span>)
}

function Line<Row>({ columns, row }: { columns: readonly Column<Row>[]; row: Row }) {
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-muted">
      {columns.map((column, index) => (
        <span key={column.id} className="flex items-center gap-2">
          {index > 0 && <span aria-hidden>·</span>}
          <span className="sr-only">{column.header}: </span>
          <span>{column.cell(row)}</span>
        </span>
      ))}
    </span>
  )
}

type Props<Row> = TableProps<Row> & { box: RefObject<HTMLDivElement | null> }

export function RowCards<Row>(props: Props<Row>) {
  const { caption, rows, columns, rowId, rowLabel, href, selected, onSelect, box } = props
  return (
    <div ref={box}>
      <ul aria-label={caption} className="-mt-px border-line border-t">
        {rows.map((row) => {
          const id = rowId(row)
          const picked = selected?.has(id) ?? false
          return (
            <li
              key={id}
              data-row={id}
              className={cx('-mx-4 flex gap-3 border-line border-b px-4 py-3', picked && 'bg-spark-wash')}
            >
              {selected && (
                <Checkbox labelHidden checked={picked} onChange={() => onSelect?.(toggled(selected, id))}>
                  {rowLabel(row)}
                </Checkbox>
              )}
              <PlainLink to={href(row)} className="grid min-w-0 flex-1 gap-1">
                <span className="flex min-w-0 items-baseline justify-between gap-3">
                  <span className="min-w-0 flex-1 truncate font-strong">
                    <Cells columns={at(columns, 'title')} row={row} />
                  </span>
                  <span className="font-strong">
                    <Cells columns={at(columns, 'amount')} row={row} />
                  </span>
                </span>
                <span className="flex min-w-0 items-center justify-between gap-3">
                  <Line columns={at(columns, 'line')} row={row} />
                  <Cells columns={at(columns, 'badge')} row={row} />
                </span>
              </PlainLink>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
