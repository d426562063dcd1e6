// What happened, in words: the facts of the timeline as whole sentences.
import { formatDate } from './dates'
import { formatMoney } from './money'

export type Fact = { kind: string; actor_kind: string; actor_label: string; data: Readonly<Record<string, unknown>> }
export type Happening = { text: string; detail?: string; tone: 'plain' | 'good' | 'late' | 'spark' }

const MAILS: Readonly<Record<string, string>> = { invoice: 'The invoice', reminder: 'A reminder', receipt: 'A receipt' }
const SKIPPED: Readonly<Record<string, string>> = {
  before_issue: 'its day was before the invoice was issued',
  overtaken: 'a later one was due already',
  missed: 'a later one was due already',
  weekly_cap: 'the client had enough reminders that week',
  no_address: 'the client has no e-mail address',
}

const SHOWN: Readonly<Record<string, string>> = {
  locked: 'Its PDF opens with the password only.',
  discreet: 'Without PDF, amount and links, because the invoice was sent with a password.',
}
const shownBy = (data: Record<string, unknown>) => (data.discreet ? 'discreet' : data.locked ? 'locked' : '')

/** "7 days before it is due" for the key "before_7"; keys of one's own are shown as they are. */
export function stepInWords(key: string): string {
  const [, side, days] = /^(before|after)_(\d+)$/.exec(key) ?? []
  if (key === 'due') return 'on the due date'
  if (side === undefined || days === undefined) return key.replaceAll('_', ' ')
  const unit = days === '1' ? 'day' : 'days'
  return side === 'before' ? `${days} ${unit} before it is due` : `${days} ${unit} after it was due`
}

type Words = (data: Record<string, string>, by: string, locale: string) => Happening

const plain = (text: string, detail?: string): Happening => ({ text, tone: 'plain', detail: detail || undefined })
const mail = (data: Record<string, string>) => MAILS[data.kind ?? ''] ?? 'A mail'
const sum = (data: Record<string, string>, locale: string) =>
  formatMoney({ amount: data.amount ?? data.amount_due ?? '0', currency: data.currency ?? '' }, locale)

const WORDS: Readonly<Record<string, Words>> = {
  'invoice.drafted': (_, by) => plain(by ? `${by} began a draft` : 'A draft was begun'),
  'invoice.issued': (data, _, locale) =>
    plain(`Issued for ${sum(data, locale)}${data.due_date ? `, due ${formatDate(data.due_date, locale)}` : ''}`),
  'invoice.taken_over': (_, by) => plain(by ? `Imported by ${by}` : 'Imported', 'It was issued elsewhere.'),
  'invoice.erased': (data, _, locale) =>
    plain('What it said was erased', `The law kept it until ${formatDate(data.until ?? '', locale)}.`),
  'invoice.credited': (data, _, locale) =>
    data.amount?.startsWith('-')
      ? plain(`Credit note ${data.credit_note} was voided, so its amount is owed again`)
      : plain(`${sum(data, locale)} credited by ${data.credit_note}`),
  'invoice.exchange_rate_missing': (data) =>
    plain('Issued without an exchange rate', `No rate from ${data.currency} to ${data.base} was known for its day.`),
  'invoice.quote_accepted': (data, by) => ({
    ...plain(`${data.name} accepted${by ? `, noted down by ${by}` : ' online'}`, data.note),
    tone: 'spark',
  }),
  'invoice.quote_rejected': (data, by) => ({
    ...plain(`${data.name} declined${by ? `, noted down by ${by}` : ' online'}`, data.note),
    tone: 'late',
  }),
  'invoice.quote_converted': (data) =>
    plain(`A draft of a ${(data.made_kind ?? '').replaceAll('_', ' ')} was made of it`),
  'invoice.quote_replaced': (data) => plain(`Replaced by ${data.by}`),
  'invoice.corrected': (data, _, locale) => plain(`Corrected by ${data.correction}: ${sum(data, locale)}`),
  'invoice.written_off': (data, _, locale) => ({
    ...plain(`${sum(data, locale)} written off`, data.note),
    tone: 'late',
  }),
  'invoice.write_off_undone': (data, _, locale) => plain(`${sum(data, locale)} is owed again`, data.reason),
  'invoice.deposit_deducted': (data, _, locale) => plain(`${sum(data, locale)} deducted on ${data.on}`),
  'invoice.amended': (data, by) => plain(`${by || 'Somebody'} amended it: version ${data.version}`, data.reason),
  'invoice.amendment_answered': (data) => ({
    ...plain(`${data.name} ${data.answer} version ${data.version}`, data.note),
    tone: data.answer === 'accepted' ? 'good' : 'late',
  }),
  'invoice.approval_requested': (data, by) =>
    plain(`${by || 'Somebody'} asked for a second person: ${data.finding}`, data.note),
  'invoice.approval_granted': (data, by) => ({ ...plain(`${by || 'Somebody'} approved it`, data.note), tone: 'good' }),
  'invoice.approval_declined': (data, by) => ({ ...plain(`${by || 'Somebody'} declined it`, data.note), tone: 'late' }),
  'invoice.approval_withdrawn': (_, by) => plain(`${by || 'Somebody'} withdrew the request`),
  'invoice.deposit_expires': (data, _, locale) => ({
    text: `${sum(data, locale)} of the deposit expire on ${formatDate(data.expires_on ?? '', locale)}`,
    tone: 'late',
  }),
  'invoice.deposit_forfeited': (data, _, locale) =>
    data.amount?.startsWith('-')
      ? plain('A forfeit was undone', data.reason)
      : plain(`${sum(data, locale)} of the deposit forfeited`, data.reason),
  'invoice.voided': (data) => plain('Voided', data.reason),
  'invoice.settled': () => ({ text: 'Nothing is owed any more', tone: 'spark' }),
  'invoice.reopened': () => ({ text: 'Open again: a payment was reversed or a credit note voided', tone: 'late' }),
  'invoice.delivery_sent': (data) => plain(`${mail(data)} went out to ${data.recipient}`, SHOWN[shownBy(data)]),
  'invoice.delivery_failed': (data) => ({
    ...plain(`${mail(data)} to ${data.recipient} was refused`, data.error),
    tone: 'late',
  }),
  'invoice.delivery_unsure': (data) => ({
    text: `Nobody knows whether the mail to ${data.recipient} arrived`,
    tone: 'late',
  }),
  'invoice.delivery_cancelled': (data) => plain(`${mail(data)} to ${data.recipient} was taken back`, data.reason),
  'invoice.public_link_viewed': () => plain('The client opened the invoice'),
  'invoice.reminder_queued': (data) => plain(`Reminder handed to the mail, ${stepInWords(data.step ?? '')}`),
  'invoice.reminder_skipped': (data) =>
    plain(`The reminder ${stepInWords(data.step ?? '')} was left out`, SKIPPED[data.reason ?? ''] ?? data.reason),
  'invoice.reminder_failed': (data) => ({
    ...plain(`The reminder ${stepInWords(data.step ?? '')} could not be sent`, data.reason),
    tone: 'late',
  }),
  'invoice.reminders_paused': (data, by) => plain(by ? `${by} paused the reminders` : 'Reminders paused', data.note),
  'invoice.reminders_resumed': () => plain('Reminders go on'),
  'invoice.payment_allocated': (data, _, locale) => ({ text: `${sum(data, locale)} received`, tone: 'good' }),
  'invoice.early_discount_granted': (data, _, locale) => ({
    ...plain(
      `Paid within ${data.days} ${String(data.days) === '1' ? 'day' : 'days'}: ${sum(data, locale)} of discount granted`,
      `${sum({ ...data, amount: data.net ?? '0' }, locale)} less net, ${sum({ ...data, amount: data.tax ?? '0' }, locale)} less tax.`,
    ),
    tone: 'good',
  }),
  'invoice.early_discount_withdrawn': (data, _, locale) => ({
    ...plain(`The discount of ${sum(data, locale)} for early payment is owed again`, data.reason),
    tone: 'late',
  }),
  'invoice.credit_used': (data, _, locale) => ({
    text: `Paid ${sum(data, locale)} with the client’s credit`,
    tone: 'good',
  }),
  'invoice.credit_taken_back': (data, _, locale) => ({
    ...plain(`${sum(data, locale)} of credit taken off again`, data.reason),
    tone: 'late',
  }),
  'invoice.credit_freed': (data, _, locale) =>
    plain(
      data.number
        ? `${sum(data, locale)} that was paid too much went to ${data.number}`
        : `${sum(data, locale)} that was paid too much went back to the client`,
    ),
  'client.credit_refunded': (data, _, locale) => plain(`${sum(data, locale)} of credit refunded`, data.reference),
  'client.refund_undone': (data, _, locale) => plain(`A refund of ${sum(data, locale)} was undone`, data.reason),
  'client.created': (_, by) => plain(by ? `${by} added the client` : 'The client was added'),
  'client.merged': (data) => plain(`${data.merged_name || 'Another client'} was merged into this client`),
  'client.erased': (_, by) => plain(by ? `${by} erased the personal data` : 'The personal data was erased'),
  'payment.recorded': (data, _, locale) => ({ text: `A payment of ${sum(data, locale)} came in`, tone: 'good' }),
  'payment.reversed': (data, _, locale) => ({
    ...plain(`A payment of ${sum(data, locale)} was taken back`, data.reason),
    tone: 'late',
  }),
  'invoice.payment_released': (data, _, locale) => ({
    ...plain(`${sum(data, locale)} taken back`, data.reason),
    tone: 'late',
  }),
}

/** One fact as a sentence; a kind nobody has words for yet keeps its name. */
export function inWords(fact: Fact, locale: string): Happening {
  const by = fact.actor_kind === 'user' ? fact.actor_label : ''
  const words = WORDS[fact.kind]
  return words ? words(fact.data as Record<string, string>, by, locale) : plain(fact.kind.replaceAll(/[._]/g, ' '))
}
