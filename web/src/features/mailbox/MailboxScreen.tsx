// The local mailbox: what would have left this machine, as a list beside the mail one reads.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Paperclip, X } from 'lucide-react'
import { type MailSummary, mailsOptions } from '~/lib/api/mailbox'
import { formatInstant } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { usePaging } from '~/lib/paging'
import { Problem } from '~/lib/problem'
import { useSettledText } from '~/lib/settled'
import { IconButton } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { PlainLink } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Pagination } from '~/ui/Pagination'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { ReadingPane } from './ReadingPane'

const route = getRouteApi('/mailbox')

function MailRow({ mail }: { mail: MailSummary }) {
  const locale = useLocale()
  const { id } = route.useSearch()
  const open = mail.id === id
  return (
    <li>
      <PlainLink
        to="/mailbox"
        search={((now: object) => ({ ...now, id: mail.id })) as never}
        resetScroll={false}
        aria-current={open ? 'true' : undefined}
        activeProps={{ 'aria-current': undefined }}
        className={cx(
          'block rounded-control border-s-2 px-3 py-2.5',
          open ? 'border-spark bg-ink/6' : 'border-transparent hover:bg-ink/4',
        )}
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-strong">{mail.to}</span>
          <time dateTime={mail.at} className="shrink-0 text-muted text-small">
            {formatInstant(mail.at, locale)}
          </time>
        </span>
        <span className="flex items-center gap-2 text-muted">
          <span className="min-w-0 truncate">{mail.subject}</span>
          {mail.attachments > 0 && (
            <>
              <Paperclip aria-hidden className="size-3.5 shrink-0" />
              <span className="sr-only">with attachment</span>
            </>
          )}
        </span>
      </PlainLink>
    </li>
  )
}

function MailList() {
  const { to, q, cursor } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error, refetch } = useQuery(
    mailsOptions({ to: to ?? '', q: q ?? '', limit: 50, cursor: cursor ?? null }),
  )
  const go = (next: string | undefined) => navigate({ search: (now) => ({ ...now, cursor: next }) })
  const paging = usePaging(cursor, data?.next, go)
  if (error instanceof Problem && error.status === 404) {
    return (
      <EmptyState drawing="mailbox" title="There is no local mailbox here">
        Mail leaves this installation through a mail server, or you are not on the machine it runs on.
      </EmptyState>
    )
  }
  if (error && !data) return <ErrorState error={error} onRetry={refetch} title="The mailbox could not be opened" />
  if (!data) return <RowsSkeleton label="Opening the mailbox" />
  if (data.data.length === 0 && (q || to)) {
    return (
      <EmptyState drawing="search" title="No mail fits">
        Try another word, or a part of the address.
      </EmptyState>
    )
  }
  if (data.data.length === 0) {
    return (
      <EmptyState drawing="mailbox" title="No mail yet">
        Verification mails, invitations, invoices and reminders appear here a moment after they are sent.
      </EmptyState>
    )
  }
  return (
    <>
      <ul aria-label="Mails, newest first" className="grid gap-0.5">
        {data.data.map((mail) => (
          <MailRow key={mail.id} mail={mail} />
        ))}
      </ul>
      <Pagination {...paging} />
    </>
  )
}

function OnlyTo({ address }: { address: string }) {
  const navigate = route.useNavigate()
  return (
    <p className="mt-2 flex items-center gap-1 text-muted">
      <span className="min-w-0 truncate">
        Only mail to <strong className="font-strong text-ink">{address}</strong>
      </span>
      <IconButton
        label="Show all mail"
        size="small"
        onClick={() => navigate({ search: (now) => ({ ...now, to: undefined, cursor: undefined }) })}
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </p>
  )
}

export function MailboxScreen() {
  const { id, to, q } = route.useSearch()
  const navigate = route.useNavigate()
  const look = (text: string) => navigate({ search: (now) => ({ ...now, q: text || undefined, cursor: undefined }) })
  const [text, setText] = useSettledText(q ?? '', look)
  return (
    <>
      <PageHeader
        title="Mailbox"
        lead="No mail server is set, so every mail stays here, and nobody outside gets anything."
      />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <div className={cx('min-w-0', id && 'max-lg:hidden')}>
          <TextField
            label="Search mails"
            labelHidden
            type="search"
            placeholder="Search subject, address or text"
            value={text}
            onChange={setText}
          />
          {to && <OnlyTo address={to} />}
          <div className="mt-4">
            <MailList />
          </div>
        </div>
        <div className={cx('min-w-0', !id && 'max-lg:hidden')}>
          <ReadingPane id={id} />
        </div>
      </div>
    </>
  )
}
