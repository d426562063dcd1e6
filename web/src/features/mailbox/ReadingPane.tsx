// One mail: who wrote to whom, the page as the reader's program would show it, its text, and its attachments.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ArrowLeft, FileDown } from 'lucide-react'
import { useState } from 'react'
import { type Mail, mailOptions } from '~/lib/api/mailbox'
import { formatInstant } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { buttonClass } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { PlainLink } from '~/ui/Link'
import { Bone, Skeleton } from '~/ui/Skeleton'
import { Tabs } from '~/ui/Tabs'
import { MailPage } from './MailPage'

const route = getRouteApi('/mailbox')

function size(bytes: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
  return format.format(Math.max(1, bytes / 1000))
}

function Attachments({ mail }: { mail: Mail }) {
  const locale = useLocale()
  if (mail.attachments.length === 0) return null
  return (
    <ul aria-label="Attachments" className="mt-4 flex flex-wrap gap-2">
      {mail.attachments.map((file) => (
        <li key={file.url}>
          <a href={file.url} download={file.name} className={buttonClass('secondary', 'small')}>
            <FileDown aria-hidden className="size-4" />
            {file.name}
            <span className="font-normal text-muted">{size(file.size, locale)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Reading({ mail }: { mail: Mail }) {
  const locale = useLocale()
  const [tab, setTab] = useState(mail.html ? 'page' : 'text')
  const text = <pre className="overflow-x-auto font-mono text-body whitespace-pre-wrap">{mail.text}</pre>
  const tabs = [
    { id: 'page', label: 'As it looks', content: <MailPage html={mail.html} title={mail.subject} /> },
    { id: 'text', label: 'Plain text', content: text },
  ]
  return (
    <article>
      <h2 className="text-title">{mail.subject}</h2>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-muted">
        <dt>From</dt>
        <dd className="truncate text-ink">{mail.from}</dd>
        <dt>To</dt>
        <dd className="truncate text-ink">{mail.to}</dd>
        <dt>Sent</dt>
        <dd>
          <time dateTime={mail.at}>{formatInstant(mail.at, locale)}</time>
        </dd>
      </dl>
      <Attachments mail={mail} />
      <div className="mt-5">
        {mail.html ? <Tabs label="Forms of the mail" items={tabs} selected={tab} onSelect={setTab} /> : text}
      </div>
    </article>
  )
}

function Waiting() {
  return (
    <Skeleton label="Opening the mail">
      <Bone className="h-6 w-2/3" />
      <Bone className="mt-4 h-3 w-1/2" />
      <Bone className="mt-2 h-3 w-1/3" />
      <Bone className="mt-8 h-96 w-full" />
    </Skeleton>
  )
}

function Opened({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(mailOptions(id))
  if (error) return <ErrorState error={error} onRetry={refetch} title="This mail could not be opened" />
  return data ? <Reading key={id} mail={data} /> : <Waiting />
}

export function ReadingPane({ id }: { id: string | undefined }) {
  if (!id) {
    return (
      <div className="border-line border-s">
        <EmptyState drawing="mailbox" title="Choose a mail to read it here" />
      </div>
    )
  }
  return (
    <div className="border-line lg:border-s lg:ps-10">
      <PlainLink
        from={route.id}
        to="/mailbox"
        search={((now: object) => ({ ...now, id: undefined })) as never}
        className="mb-5 inline-flex min-h-11 items-center gap-2 text-muted lg:hidden"
      >
        <ArrowLeft aria-hidden className="size-4 rtl:rotate-180" />
        All mail
      </PlainLink>
      <Opened id={id} />
    </div>
  )
}
