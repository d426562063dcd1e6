// The answer to "how does this invoice stand": one large sentence, and one about what happens next.
import type { Invoice, InvoiceReminders } from '~/lib/api/types'
import { dateOf, dueIn, formatDate } from '~/lib/dates'
import { isZero, subtract } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatMoney } from '~/lib/money'
import { useTitle } from '~/lib/title'
import { type Present, usePresent } from '~/lib/today'
import { dayAndTime } from '~/lib/when'
import { Link } from '~/ui/Link'
import { StatusBadge } from '~/ui/StatusBadge'
import { LISTS, listOf, nameOf, nounOf } from '../kinds'
import { standingOf } from '../standing'
import { CameFrom } from './quote/QuoteCard'
import { pauseWords } from './story'

export function headline(invoice: Invoice, today: string, locale: string): string {
  const { document, client_name: name } = invoice
  const money = (amount: string) => formatMoney({ amount, currency: document.currency }, locale)
  const noun = nounOf(invoice.kind)
  if (invoice.erased_at) return `This ${noun} of ${money(invoice.balance.amount_due)} was erased.`
  if (invoice.status === 'draft')
    return `A ${noun === 'invoice' ? 'draft' : noun} of ${money(invoice.balance.amount_due)} for ${name}.`
  if (invoice.status === 'void') return `This ${noun} is void. ${name} owes nothing for it.`
  if (invoice.kind === 'quote') return quoted(invoice, money(invoice.balance.amount_due))
  if (invoice.kind === 'proforma') return `${money(invoice.balance.amount_due)} announced to ${name}.`
  if (invoice.balance.amount_due.startsWith('-'))
    return `${money(invoice.balance.amount_due.slice(1))} less for ${name}.`
  if (invoice.kind === 'credit_note') return `${money(invoice.balance.amount_due)} credited to ${name}.`
  if (isZero(invoice.balance.balance) && !isZero(invoice.balance.credited)) return settledByCredit(invoice, money)
  if (isZero(invoice.balance.balance) && !isZero(invoice.balance.written_off)) {
    return `${money(invoice.balance.written_off)} of ${name} is written off.`
  }
  if (isZero(invoice.balance.balance)) return `${name} has paid ${money(invoice.balance.amount_due)}.`
  const owes = `${name} owes ${money(invoice.balance.balance)}`
  return document.due_date ? `${owes}, ${dueIn(document.due_date, today)}.` : `${owes}.`
}

function quoted({ client_name: name, answer }: Invoice, amount: string): string {
  if (answer === 'accepted') return `${name} accepted ${amount}.`
  return answer === 'rejected' ? `${name} declined ${amount}.` : `${amount} offered to ${name}.`
}

function settledByCredit({ client_name: name, balance }: Invoice, money: (amount: string) => string): string {
  if (!isZero(balance.refundable)) return `${name} is owed ${money(balance.refundable)}.`
  const paid = isZero(balance.paid) ? '' : ` ${name} has paid ${money(balance.paid)}.`
  if (isZero(balance.discounted)) return `${money(balance.credited)} was credited.${paid} Nothing is owed.`
  const credited = subtract(balance.credited, balance.discounted)
  const rest = isZero(credited) ? '' : ` ${money(credited)} was credited.`
  return `${name} has paid ${money(balance.paid)}, ${money(balance.discounted)} less for paying early.${rest}`
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
  if (invoice.erased_at) return 'The time for which the law kept it has ended.'
  if (invoice.status === 'draft') return 'It gets its number when you issue it. Until then everything can be changed.'
  if (invoice.status === 'void') return invoice.void_reason
  if (invoice.kind === 'credit_note' || invoice.kind === 'corrective_invoice') return invoice.document.correction_reason
  if (invoice.kind === 'proforma') return 'It asks for no money yet: make the invoice when it is time.'
  if (invoice.kind === 'quote') return answerSentence(invoice, present.today, locale)
  if (invoice.settled_at && !isZero(invoice.balance.written_off))
    return 'It counts as a loss. If they pay after all, take the write-off back first.'
  if (invoice.settled_at) return `Settled on ${formatDate(dateOf(invoice.settled_at, present.timeZone), locale)}.`
  if (invoice.sent_at === null) return 'It has not been sent yet.'
  return reminders ? remindersSentence(reminders, present, locale) : ' '
}

function answerSentence({ answer, document, sent_at: sent }: Invoice, today: string, locale: string): string {
  const until = document.valid_until ? formatDate(document.valid_until, locale) : null
  if (answer === 'accepted') return 'Make the invoice, ask for a deposit, or invoice it in parts.'
  if (answer === 'rejected') return 'Revise it to make a better offer.'
  if (document.valid_until && document.valid_until < today)
    return `Nobody answered until ${until}. Revise it to offer it again.`
  if (sent === null) return 'It has not been sent yet.'
  return until ? `The client can accept it online until ${until}.` : 'The client can accept it online.'
}

export function Headline({ invoice, reminders }: { invoice: Invoice; reminders: InvoiceReminders | undefined }) {
  const locale = useLocale()
  const present = usePresent()
  const name = invoice.number ?? invoice.draft_number ?? 'Draft'
  const list = listOf(invoice.kind)
  const { tone, label } = standingOf({
    ...invoice,
    valid_until: invoice.document.valid_until,
    written_off: invoice.balance.written_off,
    today: present.today,
  })
  useTitle(invoice.number === null ? `Draft for ${invoice.client_name}` : nameOf(invoice))
  return (
    <header className="mb-8">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <Link to="/invoices" search={list === 'invoices' ? {} : { list }}>
          {LISTS.find((one) => one.id === list)?.label}
        </Link>
        <span aria-hidden>/</span>
        <span className="font-strong text-ink">{name}</span>
        <StatusBadge tone={tone}>{label}</StatusBadge>
      </div>
      <h1 className="max-w-3xl text-figure tracking-tight">{headline(invoice, present.today, locale)}</h1>
      <p className="mt-2 text-muted">{nextSentence(invoice, reminders, present, locale)}</p>
      <CameFrom invoice={invoice} />
    </header>
  )
}
