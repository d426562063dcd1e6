// A table out of a spreadsheet or a CSV file: what each column is, the lines it makes, and the rows that make none.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { parseLines, readSheets, type Sale } from '~/lib/api/catalog'
import type { LinesText, ParsedLines, TaxRate } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import type { Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { decimalSign } from '~/lib/read-number'
import { useSettledText } from '~/lib/settled'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { DecimalField } from '~/ui/DecimalField'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { FilesButton, textOf } from '~/ui/FileButton'
import { Select } from '~/ui/Select'
import { TextArea } from '~/ui/TextField'
import { toast } from '~/ui/toasts'
import { type FormLine, formLine } from '../model'
import { ParsedTable } from './ParsedTable'

export type ColumnField = NonNullable<NonNullable<LinesText['columns']>[number]>

type Props = { sale: Sale; rates: readonly TaxRate[]; onAdd: (lines: readonly FormLine[]) => void; onClose: () => void }

const MARKS = [
  { value: '.', label: 'Point: 1,234.50' },
  { value: ',', label: 'Comma: 1.234,50' },
]

function useParsed(
  text: string,
  columns: LinesText['columns'],
  mark: '.' | ',',
  group: boolean,
  price: Decimal | null,
  { sale, rates }: Props,
) {
  const table: LinesText = {
    text,
    columns,
    decimal_mark: mark,
    group,
    unit_price: price,
    tax_rates: rates.map(({ key, rate, label }) => ({ key, rate, label })),
  }
  return useQuery({
    queryKey: ['lines', 'parse', table, sale],
    queryFn: ({ signal }) => parseLines(table, sale, signal),
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

function said(report: ParsedLines): string {
  const lines = plural(report.lines.length, '{count} line', '{count} lines')
  const rows = plural(report.rows, '{count} row', '{count} rows')
  if (report.refused.length === 0) return `${lines} out of ${rows}.`
  return `${lines} out of ${rows}. ${plural(report.refused.length, '{count} row is', '{count} rows are')} left out; see why below.`
}

export function PasteDialog(props: Props) {
  const locale = useLocale()
  const [settled, setSettled] = useState('')
  const [text, setText] = useSettledText(settled, setSettled)
  const [columns, setColumns] = useState<readonly (ColumnField | null)[]>([])
  const [mark, setMark] = useState<'.' | ','>(decimalSign(locale))
  const [group, setGroup] = useState(false)
  const [price, setPrice] = useState<Decimal | null>(null)
  const [sheets, setSheets] = useState<readonly { name: string; text: string }[]>([])
  const [reading, setReading] = useState(false)
  const { data, error, refetch } = useParsed(settled, [...columns], mark, group, price, props)
  const report = settled.trim() === '' ? undefined : data
  const count = report?.lines.length ?? 0

  function write(next: string) {
    setText(next)
    if (next.trim() === '') setColumns([])
  }

  async function readFile(file: File | undefined) {
    if (!file) return
    setReading(true)
    try {
      const isSheet = /\.xlsx$/i.test(file.name)
      const found = isSheet ? await readSheets(file) : []
      setSheets(found)
      if (isSheet && found.length === 0) toast('This workbook is empty.', { tone: 'late' })
      if (found[0]) setMark('.')
      setColumns([])
      write(isSheet ? (found[0]?.text ?? '') : textOf(await file.arrayBuffer()))
    } catch (problem) {
      toast(sentenceOf(problem), { tone: 'late' })
    }
    setReading(false)
  }

  const actions = (
    <>
      <Button onClick={props.onClose}>Cancel</Button>
      <Button
        tone="primary"
        disabled={count === 0 || settled !== text || error !== null}
        onClick={() => props.onAdd(report?.lines.map(({ line }) => formLine({ ...line, id: '' })) ?? [])}
      >
        {plural(count, 'Add {count} line', 'Add {count} lines')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={props.onClose} title="Paste or import lines" size="large" actions={actions}>
      <TextArea
        label="Rows of a spreadsheet, or CSV"
        hint="Columns such as description, quantity, unit, price, tax, or a SKU of your catalog; also the sheets of time trackers and of expenses. A row of headings helps."
        rows={5}
        spellCheck={false}
        value={text}
        onChange={write}
        className="[&_textarea]:max-h-48 [&_textarea]:overflow-auto"
      />
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <FilesButton accept=".csv,.tsv,.txt,.xlsx,text/csv" busy={reading} onFiles={(files) => void readFile(files[0])}>
          Choose a CSV or Excel file
        </FilesButton>
        {sheets.length > 1 && (
          <Select
            label="Sheet"
            className="w-48"
            value={text}
            onChange={write}
            options={sheets.map((sheet) => ({ value: sheet.text, label: sheet.name }))}
          />
        )}
        <Select
          label="Decimal sign"
          className="w-48"
          value={mark}
          onChange={(sign) => setMark(sign === ',' ? ',' : '.')}
          options={MARKS}
        />
        <DecimalField
          label="Price where none is given"
          required={false}
          className="w-48"
          value={price}
          onChange={setPrice}
        />
        <Checkbox className="min-h-9 content-center" checked={group} onChange={setGroup}>
          One line for each project and task
        </Checkbox>
      </div>
      {error && (
        <div className="mt-4">
          <ErrorState error={error} onRetry={() => void refetch()} title="This could not be read" />
        </div>
      )}
      {report && !error && (
        <section aria-label="What was understood" className="mt-5">
          <p role="status" className="mb-2 font-strong">
            {said(report)}
          </p>
          <ParsedTable report={report} columns={columns} onColumns={setColumns} currency={props.sale.currency ?? ''} />
        </section>
      )}
    </Dialog>
  )
}
