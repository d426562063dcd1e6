// What was erased once its time had ended: the signed records, newest first.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { erasedOptions } from '~/lib/api/retention'
import { formatDate, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link } from '~/ui/Link'
import { Pagination } from '~/ui/Pagination'
import { Section } from '~/ui/Section'
import { RowsSkeleton } from '~/ui/Skeleton'

function Rows() {
  const locale = useLocale()
  const [cursor, setCursor] = useState<string>()
  const { data, error, refetch } = useQuery(erasedOptions({ cursor }))
  const paging = usePaging(cursor, data?.next, setCursor)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={3} label="Loading what was erased" />
  if (data.data.length === 0) return <p className="text-muted">No document was erased yet.</p>
  return (
    <>
      <ul aria-label="Erased documents" className="border-line border-t">
        {data.data.map((one) => (
          <li key={one.invoice_id} className="border-line border-b py-2.5">
            <p>
              <Link to="/invoices/$id" params={{ id: one.invoice_id }}>
                {one.number}
              </Link>{' '}
              of {formatDate(one.issue_date, locale)}
            </p>
            <p className="text-muted text-small">
              Kept until {formatDate(one.until, locale)}
              {one.law && ` (${one.law})`}, erased on {formatDate(one.erased_on, locale)}.
            </p>
          </li>
        ))}
      </ul>
      <Pagination total={plural(data.total ?? 0, '{count} document', '{count} documents')} {...paging} />
    </>
  )
}

export function Erased() {
  return (
    <Section title="Erased" aside={<ExportLinks path="/v1/document-erasures" query={{}} />}>
      <Rows />
    </Section>
  )
}
