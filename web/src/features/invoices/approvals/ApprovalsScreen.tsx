// The inbox of what waits for a second person, and what was decided before.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { approvalsOptions } from '~/lib/api/approvals'
import { can, useMe } from '~/lib/api/session'
import type { Approval } from '~/lib/api/types'
import { formatInstant, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { usePresent } from '~/lib/today'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link, LinkButton, PlainLink } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { StatusBadge, type Tone } from '~/ui/StatusBadge'
import { TAB } from '~/ui/Tabs'
import { askedWords, Decision, Words } from './Decision'

const STATES: Record<Approval['state'], { tone: Tone; label: string }> = {
  pending: { tone: 'open', label: 'Waiting' },
  approved: { tone: 'paid', label: 'Approved' },
  declined: { tone: 'failed', label: 'Declined' },
  withdrawn: { tone: 'void', label: 'Withdrawn' },
}

function Outcome({ approval }: { approval: Approval }) {
  if (approval.state === 'pending') return null
  return (
    <p className="text-muted text-small">
      {approval.decided_label}
      {approval.decision_note && `: “${approval.decision_note}”`}
    </p>
  )
}

function Request({ approval }: { approval: Approval }) {
  const locale = useLocale()
  const { timeZone } = usePresent()
  const { tone, label } = STATES[approval.state]
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-b py-4">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link to="/invoices/$id" params={{ id: approval.invoice_id }} className="font-strong">
            {approval.number ?? 'Draft'} for {approval.client_name}
          </Link>
          <Money amount={approval.gross} currency={approval.currency} />
          <StatusBadge tone={tone}>{label}</StatusBadge>
        </p>
        <p className="mt-1">
          {askedWords(approval)} {approval.finding}
          <Words approval={approval} />
        </p>
        <p className="text-muted text-small">{formatInstant(approval.requested_at, locale, timeZone)}</p>
        <Outcome approval={approval} />
      </div>
      <Decision approval={approval} />
    </li>
  )
}

export function ApprovalsScreen() {
  const { all, cursor } = useSearch({ from: '/shell/approvals' })
  const navigate = useNavigate({ from: '/approvals' })
  const { data, error, refetch } = useQuery(approvalsOptions(all ? undefined : 'pending', cursor))
  const me = useMe()
  const paging = usePaging(cursor, data?.next, (next) => void navigate({ search: { all, cursor: next } }))
  return (
    <>
      <PageHeader
        title="Approvals"
        lead="What is over a limit of a company waits here for a second person."
        actions={<ExportLinks path="/v1/approvals" query={{ state: all ? undefined : 'pending' }} />}
      />
      <nav aria-label="Which requests" className="flex gap-5 border-line border-b">
        {[undefined, true as const].map((every) => (
          <PlainLink
            key={String(every)}
            to="/approvals"
            search={{ all: every }}
            activeOptions={{ exact: false, includeSearch: true, explicitUndefined: true }}
            className={TAB}
          >
            {every ? 'All' : 'Waiting'}
          </PlainLink>
        ))}
      </nav>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton label="Loading approvals" />}
      {data?.data.length === 0 && !me.others_approve && (
        <EmptyState
          drawing="done"
          title="Nobody else could approve"
          action={can(me, 'members.write') && <LinkButton to="/settings/people">Invite somebody</LinkButton>}
        >
          What is over a limit of a company needs a second person. You are the only one here who may decide.
        </EmptyState>
      )}
      {data?.data.length === 0 && me.others_approve && (
        <EmptyState drawing="done" title={all ? 'Nobody has asked yet' : 'Nothing waits'}>
          Limits are set in the settings of each company.
        </EmptyState>
      )}
      {data && data.data.length > 0 && (
        <>
          <ul>
            {data.data.map((approval) => (
              <Request key={approval.id} approval={approval} />
            ))}
          </ul>
          <Pagination total={plural(data.total ?? 0, '{count} request', '{count} requests')} {...paging} />
        </>
      )}
    </>
  )
}
