// A list of records: a plain table sorted by the server, cards on a phone; j and k move, x selects, Enter opens.
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type MouseEvent, type RefObject, useEffect, useRef } from 'react'
import { registerShortcuts } from '~/lib/keys'
import { Checkbox } from './Checkbox'
import { cx } from './classes'
import { PlainLink } from './Link'
import { useNarrow } from './narrow'
import { RowCards } from './RowCards'
import { type Column, nextSort, type TableProps, toggled } from './table'

const FROM = { md: 'hidden md:table-cell', lg: 'hidden lg:table-cell', xl: 'hidden xl:table-cell' }

function cellClass<Row>(column: Column<Row>): string {
  return cx(column.align === 'end' && 'text-end', column.from && FROM[column.from], column.className)
}

function focusedRow(box: HTMLElement): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')
  return row && box.contains(row) ? row : null
}

function move(box: HTMLElement, step: 1 | -1) {
  const rows = [...box.querySelectorAll<HTMLElement>('[data-row]')]
  const current = focusedRow(box)
  const at = current ? rows.indexOf(current) + step : step === 1 ? 0 : rows.length - 1
  const target = rows[Math.max(0, Math.min(rows.length - 1, at))]
  target?.querySelector<HTMLElement>('a')?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}

function useListKeys(box: RefObject<HTMLElement | null>, toggle: ((id: string) => void) | undefined) {
  const latest = useRef(toggle)
  latest.current = toggle
  useEffect(() => {
    const go = (step: 1 | -1) => () => {
      if (box.current) move(box.current, step)
    }
    const pick = () => {
      const id = box.current ? focusedRow(box.current)?.dataset.row : undefined
      if (id !== undefined) latest.current?.(id)
    }
    const shortcuts = [
      { keys: 'j', label: 'Next row', run: go(1) },
      { keys: 'k', label: 'Previous row', run: go(-1) },
    ]
    return registerShortcuts(latest.current ? [...shortcuts, { keys: 'x', label: 'Select row', run: pick }] : shortcuts)
  }, [box])
}

function SortButton<Row>({ column, sort, onSort }: { column: Column<Row> } & Pick<TableProps<Row>, 'sort' | 'onSort'>) {
  const down = sort === `-${column.sort}`
  const active = down || sort === column.sort
  const Arrow = down ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      onClick={() => onSort?.(nextSort(column, sort))}
      className={cx(
        'group -mx-1 inline-flex min-h-6 items-center gap-1 rounded-tag px-1 hover:text-ink',
        column.align === 'end' && 'flex-row-reverse',
        active && 'text-ink',
      )}
    >
      {column.header}
      <Arrow aria-hidden className={cx('size-3.5', active ? 'text-spark' : 'opacity-0 group-hover:opacity-60')} />
    </button>
  )
}

function sortState<Row>(column: Column<Row>, sort: string | undefined): 'ascending' | 'descending' | undefined {
  if (!column.sort) return undefined
  if (sort === column.sort) return 'ascending'
  return sort === `-${column.sort}` ? 'descending' : undefined
}

function Head<Row>(props: TableProps<Row>) {
  const { rows, columns, rowId, selected, onSelect, sort, onSort } = props
  const all = selected !== undefined && rows.length > 0 && rows.every((row) => selected.has(rowId(row)))
  return (
    <thead className="sticky top-0 z-10 bg-bg text-muted text-small">
      <tr className="border-edge border-b">
        {selected && (
          <th scope="col" className="w-10 py-2 ps-3 text-start">
            <Checkbox
              labelHidden
              checked={all}
              partly={!all && selected.size > 0}
              onChange={(on) => onSelect?.(new Set(on ? rows.map(rowId) : []))}
            >
              Select all rows of this page
            </Checkbox>
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={sortState(column, sort)}
            className={cx(
              'px-3 py-2 font-normal whitespace-nowrap',
              column.align === undefined && 'text-start',
              cellClass(column),
            )}
          >
            {column.sort ? <SortButton column={column} sort={sort} onSort={onSort} /> : column.header}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function openRow(event: MouseEvent<HTMLElement>) {
  const target = event.target as HTMLElement
  if (target.closest('a,button,input,label') || window.getSelection()?.toString()) return
  event.currentTarget.querySelector<HTMLElement>('a')?.click()
}

export function DataTable<Row>(props: TableProps<Row>) {
  const { caption, rows, columns, rowId, rowLabel, href, selected, onSelect, footer } = props
  const box = useRef<HTMLDivElement>(null)
  const narrow = useNarrow()
  useListKeys(box, selected && onSelect ? (id) => onSelect(toggled(selected, id)) : undefined)
  if (narrow) return <RowCards {...props} box={box} />
  return (
    <div ref={box}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <Head {...props} />
        <tbody>
          {rows.map((row) => {
            const id = rowId(row)
            const picked = selected?.has(id) ?? false
            return (
              <tr
                key={id}
                data-row={id}
                onClick={openRow}
                className={cx(
                  'h-10 cursor-pointer border-line border-b transition-colors hover:bg-ink/4 focus-within:bg-ink/4',
                  picked && 'bg-spark-wash hover:bg-spark-wash',
                )}
              >
                {selected && (
                  <td className="ps-3">
                    <Checkbox labelHidden checked={picked} onChange={() => onSelect?.(toggled(selected, id))}>
                      {rowLabel(row)}
                    </Checkbox>
                  </td>
                )}
                {columns.map((column, index) => (
                  <td key={column.id} className={cx('px-3 py-1.5', cellClass(column))}>
                    {index === 0 ? (
                      <PlainLink to={href(row)} className="font-strong hover:underline">
                        {column.cell(row)}
                      </PlainLink>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
        {footer && <tfoot className="font-strong">{footer}</tfoot>}
      </table>
    </div>
  )
}
