// What happened last, newest first.
import type { RecentEntry } from '~/lib/api/dashboard'
import { useMe } from '~/lib/api/session'
import { formatRelative } from '~/lib/dates'
import { inWords } from '~/lib/happenings'
import { useLocale } from '~/lib/locale'
import { Link } from '~/ui/Link'
import { Section } from '~/ui/Section'
import { Timeline } from '~/ui/Timeline'

/** Reminders whose day had passed before there was an invoice tell a person nothing. */
function isNews(entry: RecentEntry): boolean {
  return entry.kind !== 'invoice.reminder_skipped' || entry.data.reason !== 'before_issue'
}

export function Recent({ entries }: { entries: readonly RecentEntry[] }) {
  const me = useMe()
  const locale = useLocale()
  if (entries.length === 0) return null
  const moments = entries.filter(isNews).map((entry) => {
    const { text, detail, tone } = inWords(entry, locale)
    return {
      id: entry.id,
      at: entry.at,
      when: formatRelative(entry.at, me.now, locale),
      tone,
      text: (
        <>
          <Link to="/invoices/$id" params={{ id: entry.invoice_id }}>
            {entry.number ?? 'Draft'}
          </Link>
          {`, ${entry.client_name}`}
          <span className="block">{text}</span>
        </>
      ),
      detail,
    }
  })
  return (
    <Section title="Recently">
      <Timeline label="What happened last" moments={moments} />
    </Section>
  )
}
