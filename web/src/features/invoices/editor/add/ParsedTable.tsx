// What became of a pasted table: its columns to correct, its lines to look at, its refused rows with the reason.
import type { ParsedLines } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { formatAmount, formatDecimal } from '~/lib/money'
import { Select } from '~/ui/Select'
import type { ColumnField } from './PasteDialog'

type Columns = readonly (ColumnField | null)[]
type Props = { report: ParsedLines; columns: Columns; onColumns: (columns: Columns) => void; currency: string }

const SHOWN = 50

const FIELDS: readonly { value: ColumnField; label: string }[] = [
  { value: 'description', label: 'Description' },
  { value: 'quantity', label: 'Quantity' },
  { value: 'unit', label: 'Unit' },
  { value: 'unit_price', label: 'Unit price' },
  { value: 'discount', label: 'Discount %' },
  { value: 'tax', label: 'Tax' },
  { value: 'sku', label: 'SKU' },
  { value: 'note', label: 'Note' },
  { value: 'project', label: 'Project' },
  { value: 'task', label: 'Task' },
  { value: 'date', label: 'Day' },
  { value: 'billable', label: 'Billable' },
  { value: 'ignored', label: 'Leave out' },
]

function ColumnChoices({ report, columns, onColumns }: Omit<Props, 'currency'>) {
  return (
    <div className="mb-4 flex gap-3 overflow-x-auto pb-2">
      {report.columns.map((column, index) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          key={index}
          className="w-36 shrink-0"
          label={column.heading || column.sample || `Column ${index + 1}`}
          value={column.field ?? 'ignored'}
          onChange={(field) => {
            const told = report.columns.map((_, at) => columns[at] ?? null)
            onColumns(told.with(index, FIELDS.find((one) => one.value === field)?.value ?? 'ignored'))
          }}
          options={FIELDS}
        />
      ))}
    </div>
  )
}

function LineRows({ report, currency }: Pick<Props, 'report' | 'currency'>) {
  const locale = useLocale()
  const more = report.lines.length - SHOWN
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">Lines</caption>
        <thead className="text-muted text-small">
          <tr className="border-edge border-b">
            <th scope="col" className="py-1.5 pe-3 text-start font-normal">
              Description
            </th>
            <th scope="col" className="px-3 text-end font-normal">
              Quantity
            </th>
            <th scope="col" className="px-3 text-start font-normal">
              Unit
            </th>
            <th scope="col" className="px-3 text-end font-normal">
              Unit price
            </th>
            <th scope="col" className="px-3 text-start font-normal">
              Tax
            </th>
          </tr>
        </thead>
        <tbody>
          {report.lines.slice(0, SHOWN).map(({ row, line }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one report never change places
            <tr key={`${row}-${index}`} className="border-line border-b">
              <td className="max-w-64 truncate py-1.5 pe-3">{line.description}</td>
              <td className="px-3 text-end">{formatDecimal(line.quantity, locale)}</td>
              <td className="px-3">{line.unit}</td>
              <td className="px-3 text-end">{formatAmount(line.unit_price, currency, locale)}</td>
              <td className="px-3">{line.tax.replaceAll('_', ' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="py-2 text-muted">And {more} more.</p>}
    </div>
  )
}

function Refused({ report }: Pick<Props, 'report'>) {
  return (
    <>
      <h3 className="mt-5 mb-2 font-strong">Left out</h3>
      <ul aria-label="Rows that are left out">
        {report.refused.map((one) => (
          <li key={one.row} className="border-line border-b py-2">
            <span className="text-muted">Row {one.row}</span> <span className="break-words">{one.text}</span>
            <span className="block text-late">{one.problem}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

export function ParsedTable({ report, columns, onColumns, currency }: Props) {
  return (
    <>
      <ColumnChoices report={report} columns={columns} onColumns={onColumns} />
      {report.lines.length > 0 && <LineRows report={report} currency={currency} />}
      {report.refused.length > 0 && <Refused report={report} />}
    </>
  )
}
