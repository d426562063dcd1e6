// Every change somebody made: who, what, when and from where, with the values before and after.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { membersOptions } from '~/lib/api/members'
import { type AuditEntry, auditOptions } from '~/lib/api/organization'
import { formatInstant } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { usePresent } from '~/lib/today'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { ACTS, actInWords } from './acts'
import { changesOf, nameOf } from './changes'

const route = getRouteApi('/shell/settings/audit')

function Changes({ entry }: { entry: AuditEntry }) {
  const changes = changesOf(entry.before, entry.after)
  if (changes.length === 0) return <p className="text-muted">No values were kept.</p>
  return (
    <table className="w-full table-fixed">
      <thead className="text-muted text-small">
        <tr className="border-line border-b">
          <th scope="col" className="w-1/4 py-1 text-start font-normal">
            What
          </th>
          <th scope="col" className="py-1 ps-3 text-start font-normal">
            Before
          </th>
          <th scope="col" className="py-1 ps-3 text-start font-normal">
            After
          </th>
        </tr>
      </thead>
      <tbody className="align-top">
        {changes.map((change) => (
          <tr key={change.path} className="border-line border-b last:border-0">
            <th scope="row" className="break-words py-1 text-start font-normal">
              {change.path}
            </th>
            <td className="break-words py-1 ps-3 text-muted">{change.before}</td>
            <td className="break-words py-1 ps-3">{change.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Entry({ entry }: { entry: AuditEntry }) {
  const locale = useLocale()
  const { timeZone } = usePresent()
  return (
    <li className="border-line border-b">
      <details className="group">
        <summary className="flex min-h-11 list-none flex-wrap items-center gap-x-4 px-2 py-2 hover:bg-ink/4 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90 rtl:rotate-180"
          />
          <span className="min-w-0 flex-1 basis-40 truncate font-strong">{actInWords(entry.action)}</span>
          <span className="min-w-0 flex-1 basis-32 truncate">{nameOf(entry.before, entry.after)}</span>
          <span className="min-w-0 flex-1 basis-32 truncate text-muted">{entry.actor_label || entry.actor_kind}</span>
          <span className="w-28 text-muted max-xl:hidden">{entry.ip}</span>
          <time dateTime={entry.at} className="shrink-0 text-muted">
            {formatInstant(entry.at, locale, timeZone)}
          </time>
        </summary>
        <div className="px-2 pt-1 pb-5 sm:ps-10">
          <Changes entry={entry} />
        </div>
      </details>
    </li>
  )
}

function Filters() {
  const { actor, action } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: members } = useQuery(membersOptions)
  return (
    <div className="mb-6 grid gap-4 sm:grid-cols-2">
      <Select
        label="Act"
        value={action ?? ''}
        onChange={(next) => navigate({ search: (now) => ({ ...now, action: next || undefined, cursor: undefined }) })}
        options={[{ value: '', label: 'Everything' }, ...ACTS]}
      />
      <Select
        label="By"
        value={actor ?? ''}
        onChange={(next) => navigate({ search: (now) => ({ ...now, actor: next || undefined, cursor: undefined }) })}
        options={[
          { value: '', label: 'Everybody' },
          ...(members ?? []).map((member) => ({ value: member.user_id, label: member.name })),
        ]}
      />
    </div>
  )
}

export function AuditTrail() {
  const { actor, action, cursor } = route.useSearch()
  const navigate = route.useNavigate()
  const filter = { actor_id: actor ?? null, action: action ?? null }
  const { data, error, refetch } = useQuery(auditOptions({ ...filter, limit: 50, cursor: cursor ?? null }))
  const paging = usePaging(cursor, data?.next, (next) => navigate({ search: (now) => ({ ...now, cursor: next }) }))
  const csv = <ExportLinks path="/v1/audit" query={filter} tone="secondary" />
  return (
    <>
      <PageHeader title="Audit trail" lead="Every change, kept for good. Nobody can edit it." actions={csv} />
      <Filters />
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <RowsSkeleton label="Loading the audit trail" />}
      {data?.data.length === 0 && <EmptyState drawing="search" title="Nothing fits these filters" />}
      {data && data.data.length > 0 && (
        <>
          <ul aria-label="Changes, newest first" className="border-line border-t">
            {data.data.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ul>
          <Pagination {...paging} />
        </>
      )}
    </>
  )
}
