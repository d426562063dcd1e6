// The report of an import: how many of what, control totals, and each record that was left out with its reason.
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { importRowsOptions } from '~/lib/api/imports'
import type { Import, ImportFate, ImportReport, ImportRow } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { usePaging } from '~/lib/paging'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Money } from '~/ui/Money'
import { Notice } from '~/ui/Notice'
import { Pagination } from '~/ui/Pagination'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'

const TITLES: Readonly<Record<ImportFate, string>> = {
  refused: 'Left out',
  add: 'New',
  known: 'Imported before',
  kept: 'Kept',
  removed: 'Removed',
}

function Totals({ totals }: { totals: ImportReport['totals'] }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full max-w-form text-end">
        <thead className="text-muted text-small">
          <tr className="border-line border-b">
            <th className="py-2 text-start font-normal">Without tax</th>
            <th className="py-2 ps-4 text-end font-normal">Rows of the file</th>
            <th className="py-2 ps-4 text-end font-normal">New</th>
            <th className="py-2 ps-4 text-end font-normal">Imported before</th>
            <th className="py-2 ps-4 text-end font-normal">Left out</th>
          </tr>
        </thead>
        <tbody>
          {totals.map((one) => (
            <tr key={one.currency} className="border-line border-b">
              <th scope="row" className="py-2 text-start font-strong">
                {one.currency}
              </th>
              {[one.file, one.add, one.known, one.refused].map((amount, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a sum is its place
                <td key={index} className="py-2 ps-4">
                  <Money amount={amount} currency={one.currency} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Control({ report }: { report: ImportReport }) {
  if (report.totals.length === 0) return null
  const agrees = report.totals.every((one) => one.agrees)
  return (
    <Section title="Control totals">
      <Totals totals={report.totals} />
      <p className={agrees ? 'mt-3 text-good' : 'mt-3 text-late'}>
        {agrees
          ? 'They agree: every row of the file is accounted for.'
          : 'They do not agree. Rounding or tax in the prices may be why; compare before you import.'}
      </p>
    </Section>
  )
}

function Line({ row }: { row: ImportRow }) {
  const where = row.row === 0 ? '' : row.rows > 1 ? `Row ${row.row}, ${row.rows} rows in all` : `Row ${row.row}`
  return (
    <li className="flex flex-wrap gap-x-4 gap-y-0.5 border-line border-b py-2">
      <span className="min-w-0 flex-1 basis-64">
        <span className="font-strong">{row.label}</span>
        {row.problem && <span className="block break-words text-muted">{row.problem}</span>}
      </span>
      {where && <span className="text-muted">{where}</span>}
      {row.amount !== null && <Money amount={row.amount} currency={row.currency} />}
    </li>
  )
}

function Records({ run, fate }: { run: Import; fate: ImportFate }) {
  const [cursor, setCursor] = useState<string>()
  const { data, error, refetch } = useQuery(importRowsOptions(run.id, fate, run.version, cursor))
  const top = useRef<HTMLDivElement>(null)
  // The page one came from may be longer: without this the next list would slide under the reader's eyes.
  const go = (next: string | undefined) => {
    setCursor(next)
    top.current?.scrollIntoView({ block: 'start' })
  }
  const paging = usePaging(cursor, data?.next, go)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="The report could not be shown" />
  if (!data) return <RowsSkeleton label="Loading the report" />
  if (data.data.length === 0) return null
  return (
    <div ref={top} className="scroll-mt-20">
      <Section title={TITLES[fate]}>
        <ul>
          {data.data.map((row) => (
            <Line key={row.external_id + row.row} row={row} />
          ))}
        </ul>
        {(paging.onPrevious || paging.onNext) && (
          <Pagination {...paging} total={plural(data.total ?? 0, '{count} in all', '{count} in all')} />
        )}
      </Section>
    </div>
  )
}

function counts(report: ImportReport): string {
  if (report.removed + report.kept > 0) return `${report.removed} removed · ${report.kept} kept`
  const notes =
    report.credit_notes > 0 ? ` (${plural(report.credit_notes, '{count} credit note', '{count} credit notes')})` : ''
  const parts = [
    plural(report.rows, '{count} row', '{count} rows'),
    `${report.added} new${notes}`,
    report.known > 0 && `${report.known} imported before`,
    report.refused > 0 && plural(report.refused, '{count} left out', '{count} left out'),
  ]
  return parts.filter(Boolean).join(' · ')
}

function EInvoice({ report }: { report: ImportReport }) {
  return (
    <>
      {report.differences.length > 0 && (
        <Notice tone="late" title="Its sums are not what we calculate. They are kept as stated.">
          <ul className="mt-1 grid gap-1">
            {report.differences.map((one) => (
              <li key={one.field}>
                {one.term} says {one.stated}, and we come to {one.computed}.
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {report.ignored.length > 0 && (
        <Notice title="These parts of the e-invoice have no place here and are left out">
          <ul className="mt-1 grid gap-1">
            {report.ignored.map((one) => (
              <li key={one.path} className="break-all">
                {one.value} <span className="text-muted text-small">{one.path}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

export function Report({ run, report }: { run: Import; report: ImportReport }) {
  const fates: readonly ImportFate[] = run.state === 'undone' ? ['kept', 'removed'] : ['refused', 'add', 'known']
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="font-strong text-lead">
          {counts(report)}
        </p>
        <span className="flex flex-wrap items-center gap-x-2 text-muted">
          The report <ExportLinks path={`/v1/imports/${run.id}/rows`} query={{}} tone="secondary" />
        </span>
      </div>
      <Control report={report} />
      <EInvoice report={report} />
      {fates.map((fate) => (
        <Records key={`${fate} ${run.version}`} run={run} fate={fate} />
      ))}
    </div>
  )
}
