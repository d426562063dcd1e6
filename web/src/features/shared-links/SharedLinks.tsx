// The links people gave away, previews of drafts and payment links: which still work, and the end of each.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { can, useMe } from '~/lib/api/session'
import {
  revokeSharedLink,
  type SharedLink,
  type SharedQuery,
  sharedLinksChanged,
  sharedLinksOptions,
} from '~/lib/api/shared-links'
import { formatInstant, plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { ConfirmDialog } from '~/ui/Dialog'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Link } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { StatusBadge } from '~/ui/StatusBadge'
import { toast } from '~/ui/toasts'
import { badgeOf, KINDS, kindInWords, lifeOf, STATES } from './words'

const route = getRouteApi('/shell/settings/shared-links')

/** Browsers lend the clipboard to https and localhost only; elsewhere the address is shown to be copied by hand. */
async function copy(url: string) {
  if (navigator.clipboard) await navigator.clipboard.writeText(url)
  toast(navigator.clipboard ? 'Link copied' : url)
}

function LinkRow({ link }: { link: SharedLink }) {
  const me = useMe()
  const locale = useLocale()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: () => revokeSharedLink(link.id),
    onSuccess: () => {
      toast('The link no longer works')
      return sharedLinksChanged(client)
    },
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => setAsking(false),
  })
  const badge = badgeOf(link)
  const name = `${kindInWords(link)} ${link.number}`
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-2 py-2">
      <span className="min-w-0 flex-1 basis-64">
        <Link to="/invoices/$id" params={{ id: link.invoice_id }} className="block truncate font-strong">
          {name}
        </Link>
        <span className="block text-muted">
          {`${link.client_name} · ${lifeOf(link, (instant) => formatInstant(instant, locale))} · by ${link.created_by}`}
        </span>
      </span>
      <StatusBadge tone={badge.tone}>{badge.text}</StatusBadge>
      {link.state === 'open' && (
        <span className="flex gap-2">
          <Button size="small" icon={<Copy aria-hidden className="size-4" />} onClick={() => void copy(link.url)}>
            Copy
          </Button>
          {can(me, 'deliveries.write') && (
            <Button size="small" onClick={() => setAsking(true)}>
              End
            </Button>
          )}
        </span>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => end.mutate()}
        busy={end.isPending}
        danger
        title="End this link?"
        confirm="End the link"
      >
        {`“${name}” stops working at once, wherever it was sent. It cannot be brought back; you can make a new one.`}
      </ConfirmDialog>
    </li>
  )
}

function Filters() {
  const { kind, state } = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: { kind?: string | undefined; state?: string | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...part, cursor: undefined }) })
  return (
    <div className="mb-6 grid gap-4 sm:grid-cols-2">
      <Select
        label="Kind"
        value={kind ?? ''}
        options={KINDS}
        onChange={(next) => change({ kind: next || undefined })}
      />
      <Select
        label="State"
        value={state ?? ''}
        options={STATES}
        onChange={(next) => change({ state: next || undefined })}
      />
    </div>
  )
}

export function SharedLinks() {
  const { kind, state, cursor } = route.useSearch()
  const navigate = route.useNavigate()
  const filter = { kind: kind ?? null, state: state ?? null } as SharedQuery
  const { data, error, refetch } = useQuery(sharedLinksOptions({ ...filter, limit: 50, cursor: cursor ?? null }))
  const paging = usePaging(cursor, data?.next, (next) => void navigate({ search: (now) => ({ ...now, cursor: next }) }))
  const isEmpty = data?.data.length === 0
  const isFiltered = kind !== undefined || state !== undefined
  return (
    <>
      <PageHeader
        title="Shared links"
        lead="Whoever has one of these addresses can open it without signing in. Codes on paper are not among them: they work while the invoice is unpaid."
        actions={<ExportLinks path="/v1/shared-links" query={filter} tone="secondary" />}
      />
      <Filters />
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <RowsSkeleton label="Loading shared links" />}
      {isEmpty && isFiltered && <EmptyState drawing="search" title="Nothing fits these filters" />}
      {isEmpty && !isFiltered && (
        <EmptyState drawing="done" title="No shared links">
          Copy a preview link from a draft, or a payment link from an unpaid invoice.
        </EmptyState>
      )}
      {data && !isEmpty && (
        <ul aria-label="Shared links" className="border-line border-t">
          {data.data.map((link) => (
            <LinkRow key={link.id} link={link} />
          ))}
        </ul>
      )}
      {data && !isEmpty && <Pagination {...paging} total={plural(data.total ?? 0, '{count} link', '{count} links')} />}
    </>
  )
}
