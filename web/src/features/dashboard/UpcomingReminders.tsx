// The reminders that go out next, by themselves.
import type { UpcomingReminder } from '~/lib/api/dashboard'
import { useMe } from '~/lib/api/session'
import { formatInstant } from '~/lib/dates'
import { stepInWords } from '~/lib/happenings'
import { useLocale } from '~/lib/locale'
import { Link } from '~/ui/Link'
import { Money } from '~/ui/Money'
import { Section } from '~/ui/Section'

export function UpcomingReminders({ items }: { items: readonly UpcomingReminder[] }) {
  const me = useMe()
  const locale = useLocale()
  return (
    <Section title="Next reminders">
      {items.length === 0 ? (
        <p className="text-muted">None planned. An invoice gets its reminders when it is issued.</p>
      ) : (
        <ul className="grid gap-4">
          {items.map((item) => (
            <li key={item.invoice_id}>
              <p className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate">
                  <Link to="/invoices/$id" params={{ id: item.invoice_id }}>
                    {item.client_name}
                  </Link>
                </span>
                <Money amount={item.balance} currency={item.currency} />
              </p>
              <p className="text-muted text-small">
                <time dateTime={item.at}>{formatInstant(item.at, locale, me.organization?.time_zone)}</time>
                {`, ${stepInWords(item.step)}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
