// The answer to "how does this invoice stand": one large sentence, and one about what happens next.
import type { Invoice, InvoiceReminders } from '~/lib/api/types'
import { dateOf, dueIn, formatDate } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { useTitle } from '~/lib/title'
import { type Present, usePresent } from '~/lib/today'
import { dayAndTime } from '~/lib/when'
import { Link } from '~/ui/Link'
import { StatusBadge } from '~/ui/StatusBadge'
import { standingOf } from '../standing'
import { pauseWords } from './story'

export function headline(invoice: Invoice, today: string, locale: string): string {
  const { document, client_name: name } = invoice
  const money = (amount: string) => formatMoney({ amount, currency: document.currency }, locale)
  if (invoice.status === 'draft') return `A draft of ${money(invoice.balance.amount_due)} for ${name}.`
  if (invoice.status === 'void') return `This invoice is void. ${name} owes nothing for it.`
  if (invoice.kind === 'credit_note') return `${money(invoice.balance.amount_due)} credited to ${name}.`
  if (isZero(invoice.balance.balance) && !isZero(invoice.balance.credited)) return settledByCredit(invoice, money)
  if (isZero(invoice.balance.balance)) return `${name} has paid ${money(invoice.balance.amount_due)}.`
  const owes = `${name} owes ${money(invoice.balance.balance)}`
  return document.due_date ? `${owes}, ${dueIn(document.due_date, today)}.` : `${owes}.`
}

function settledByCredit({ client_name: name, balance }: Invoice, money: (amount: string) => string): string {
  if (!isZero(balance.refundable)) return `${name} is owed ${money(balance.refundable)}.`
  const paid = isZero(balance.paid) ? '' : ` ${name} has paid ${money(balance.paid)}.`
  return `${money(balance.credited)} was credited.${paid} Nothing is owed.`
}

function remindersSentence(reminders: InvoiceReminders, present: Present, locale: string): string {
  if (reminders.state === 'paused') {
    const until = reminders.paused_until ? ` until ${formatDate(reminders.paused_until, locale)}` : ''
    return `Reminders are paused${until}: ${pauseWords(reminders.pause_reason)}.`
  }
  if (reminders.next_at) return `Next reminder ${dayAndTime(reminders.next_at, present, locale)}.`
  return reminders.state === 'planned' ? 'Every planned reminder has been sent.' : 'No reminder is planned.'
}

function nextSentence(invoice: Invoice, reminders: InvoiceReminders | undefined, present: Present, locale: string) {
  if (invoice.status === 'draft') return 'It gets its number when you issue it. Until then everything can be changed.'
  if (invoice.status === 'void') return invoice.void_reason
  if (invoice.kind === 'credit_note') return invoice.document.correction_reason
  if (invoice.settled_at) return `Settled on ${formatDate(dateOf(invoice.settled_at, present.timeZone), locale)}.`
  if (invoice.sent_at === null) return 'It has not been sent yet.'
  return reminders ? remindersSentence(reminders, present, locale) : ' '
}

export function Headline({ invoice, reminders }: { invoice: Invoice; reminders: InvoiceReminders | undefined }) {
  const locale = useLocale()
  const present = usePresent()
  const name = invoice.number ?? invoice.draft_number ?? 'Draft'
  const { tone, label } = standingOf(invoice)
  useTitle(invoice.number === null ? `Draft for ${invoice.client_name}` : `Invoice ${invoice.number}`)
  return (
    <header className="mb-8">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <Link to="/invoices">Invoices</Link>
        <span aria-hidden>/</span>
        <span className="font-strong text-ink">{name}</span>
        <StatusBadge tone={tone}>{label}</StatusBadge>
      </div>
      <h1 className="max-w-3xl text-figure tracking-tight">{headline(invoice, present.today, locale)}</h1>
      <p className="mt-2 text-muted">{nextSentence(invoice, reminders, present, locale)}</p>
    </header>
  )
}
