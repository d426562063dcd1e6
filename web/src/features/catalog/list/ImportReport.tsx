// What an import would do, row by row, before it does it.
import type { ItemsReport } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { Notice } from '~/ui/Notice'
import { Select } from '~/ui/Select'
import type { Columns } from './ImportDialog'

type Field = NonNullable<Columns[number]>
type Props = { report: ItemsReport; columns: Columns; onColumns: (columns: Columns) => void }

const SHOWN = 30

const FIELDS: readonly { value: Field; label: string }[] = [
  { value: 'sku', label: 'SKU' },
  { value: 'name', label: 'Name' },
  { value: 'description', label: 'Description' },
  { value: 'unit', label: 'Unit' },
  { value: 'unit_price', label: 'Price' },
  { value: 'currency', label: 'Currency' },
  { value: 'tax', label: 'Tax key' },
  { value: 'gtin', label: 'GTIN' },
  { value: 'supply', label: 'Goods or services' },
  { value: 'hsn', label: 'HSN' },
  { value: 'sac', label: 'SAC' },
  { value: 'classifications', label: 'Classifications' },
  { value: 'ignored', label: 'Leave out' },
]

const FATES = { add: 'New', change: 'Changed', keep: 'As it is' } as const

function Counts({ report }: Pick<Props, 'report'>) {
  const { rows, added, changed, kept, refused } = report
  const told = [
    plural(rows, '{count} row', '{count} rows'),
    `${added} new`,
    `${changed} changed`,
    `${kept} as they are`,
    `${refused.length} not readable`,
  ]
  return (
    <p role="status" className="mb-3 font-strong">
      {told.join(' · ')}
    </p>
  )
}

export function ImportReport({ report, columns, onColumns }: Props) {
  const more = report.data.length - SHOWN
  return (
    <section aria-label="What would be imported">
      <Counts report={report} />
      <div className="mb-4 flex gap-3 overflow-x-auto pb-2">
        {report.columns.map((column, index) => (
          <Select
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={index}
            className="w-36 shrink-0"
            label={column.heading || `Column ${index + 1}`}
            hint={column.sample}
            value={column.field ?? 'ignored'}
            onChange={(field) => {
              const told = report.columns.map((_, at) => columns[at] ?? null)
              onColumns(told.with(index, FIELDS.find((one) => one.value === field)?.value ?? 'ignored'))
            }}
            options={FIELDS}
          />
        ))}
      </div>
      {report.refused.length > 0 && (
        <Notice tone="late" title="Nothing is imported while rows cannot be read">
          <ul aria-label="Rows that cannot be read" className="mt-1 grid gap-1">
            {report.refused.slice(0, SHOWN).map((one) => (
              <li key={one.row} className="break-words">
                Row {one.row} ({one.text}): {one.problem}
              </li>
            ))}
          </ul>
          {report.refused.length > SHOWN && <p>And {report.refused.length - SHOWN} more.</p>}
        </Notice>
      )}
      <ul aria-label="Items" className="mt-3">
        {report.data.slice(0, SHOWN).map((one) => (
          <li key={one.row} className="flex gap-3 border-line border-b py-1.5">
            <span className="w-20 shrink-0 text-muted">{FATES[one.fate]}</span>
            <span className="min-w-0 flex-1 truncate">{one.name}</span>
            <span className="text-muted">{one.sku}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="py-2 text-muted">And {more} more.</p>}
    </section>
  )
}
