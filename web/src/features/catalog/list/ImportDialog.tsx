// Items out of a CSV file: first what would become of each row, then all of them or none.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { checkItems, importItems, itemsChanged } from '~/lib/api/catalog'
import { currenciesOptions } from '~/lib/api/companies'
import { useMe } from '~/lib/api/session'
import type { ItemsFile, ItemsReport } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { decimalSign } from '~/lib/read-number'
import { Button } from '~/ui/Button'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { FileButton } from '~/ui/FileButton'
import { Notice } from '~/ui/Notice'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { ImportReport } from './ImportReport'

export type Columns = NonNullable<ItemsFile['columns']>

type Chosen = { name: string; text: string }

const MARKS = [
  { value: '.', label: 'Point: 1,234.50' },
  { value: ',', label: 'Comma: 1.234,50' },
]

function done(report: ItemsReport): string {
  if (report.added + report.changed === 0) return 'Nothing to do: the catalog has all of this already.'
  const parts = [
    report.added > 0 && plural(report.added, '{count} item added', '{count} items added'),
    report.changed > 0 && plural(report.changed, '{count} changed', '{count} changed'),
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const locale = useLocale()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [columns, setColumns] = useState<Columns>([])
  const [currency, setCurrency] = useState(me.organization?.base_currency ?? 'EUR')
  const [mark, setMark] = useState<'.' | ','>(decimalSign(locale))
  const { data: currencies } = useQuery(currenciesOptions)
  const file: ItemsFile = { text: chosen?.text ?? '', columns, currency, decimal_mark: mark }
  const check = useQuery({
    queryKey: ['items-import', file],
    queryFn: ({ signal }) => checkItems(file, signal),
    enabled: chosen !== null,
    gcTime: 0,
    retry: false,
  })
  const write = useMutation({
    mutationFn: () => importItems(file),
    onSuccess: (report) => {
      toast(done(report))
      onClose()
      return itemsChanged(queries)
    },
  })
  const report = chosen === null ? undefined : check.data
  const work = report ? report.added + report.changed : 0
  const known = currencies ?? [{ code: currency, name: currency }]
  const actions = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button
        tone="primary"
        busy={write.isPending}
        disabled={!report || report.refused.length > 0 || work === 0}
        onClick={() => write.mutate()}
      >
        {plural(work, 'Import {count} item', 'Import {count} items')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title="Import items" size="large" actions={actions}>
      <p className="mb-4 text-muted">
        A CSV file with a row of headings such as SKU, name, unit, price, currency. An item that has the SKU already is
        changed, so importing the same file again adds nothing.
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <FileButton
          accept=".csv,.tsv,.txt,text/csv"
          onText={(text, name) => {
            setChosen({ text, name })
            setColumns([])
            write.reset()
          }}
        >
          {chosen ? 'Choose another file' : 'Choose a CSV file'}
        </FileButton>
        <Select
          label="Currency of prices"
          className="w-56"
          value={currency}
          onChange={setCurrency}
          options={known.map((one) => ({ value: one.code, label: `${one.code} · ${one.name}` }))}
        />
        <Select
          label="Decimal sign"
          className="w-48"
          value={mark}
          onChange={(sign) => setMark(sign === ',' ? ',' : '.')}
          options={MARKS}
        />
      </div>
      <div className="mt-5">
        {write.error && (
          <Notice tone="late" role="alert">
            {sentenceOf(write.error)}
          </Notice>
        )}
        {check.error && (
          <ErrorState error={check.error} onRetry={() => void check.refetch()} title="This file cannot be imported" />
        )}
        {chosen && !check.error && !report && <RowsSkeleton label={`Checking ${chosen.name}`} />}
        {report && !check.error && <ImportReport report={report} columns={columns} onColumns={setColumns} />}
      </div>
    </Dialog>
  )
}
