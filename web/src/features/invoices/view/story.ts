// The history of an invoice in words: every recorded fact becomes one sentence, or none where it says nothing new.
import type { PlannedStep, TimelineEntry } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { formatMoney } from '~/lib/money'

export type Telling = { text: string; detail?: string; tone?: 'plain' | 'good' | 'late' | 'spark' }

const MAIL: Record<string, string> = { invoice: 'Invoice', reminder: 'Reminder', receipt: 'Receipt' }

const SKIPPED: Record<string, string> = {
  overtaken: 'Somebody wrote to the client just before.',
  missed: 'Its day had passed.',
  weekly_cap: 'The client had enough reminders that week.',
}

const PAUSED: Record<string, string> = {
  dispute: 'the client disputes the invoice',
  promise: 'the client promised to pay',
  manual: 'paused by hand',
}

function text(data: TimelineEntry['data'], name: string): string {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}

/** "3 days after it is due", for a step called "after_3"; other names are shown as they are. */
export function stepWords(step: string): string {
  if (step === 'due') return 'on the day it is due'
  const known = /^(before|after)_(\d+)$/.exec(step)
  if (!known) return step.replaceAll('_', ' ')
  const days = Number(known[2])
  return known[1] === 'before'
    ? plural(days, '{count} day before it is due', '{count} days before it is due')
    : plural(days, '{count} day after it was due', '{count} days after it was due')
}

export function pauseWords(reason: string | null): string {
  return PAUSED[reason ?? 'manual'] ?? 'paused by hand'
}

export function skipWords(reason: string): string {
  return SKIPPED[reason] ?? ''
}

type Teller = (data: TimelineEntry['data'], locale: string) => Telling | null

function mail(after: string, tone: Telling['tone']): Teller {
  return (data) => ({
    text: `${MAIL[text(data, 'kind')] ?? 'Message'} ${after} ${text(data, 'recipient')}`,
    detail: text(data, 'error') || text(data, 'reason'),
    tone,
  })
}

function amount(data: TimelineEntry['data'], name: string, locale: string): string {
  return formatMoney({ amount: text(data, name), currency: text(data, 'currency') }, locale)
}

const TELLERS: Record<string, Teller> = {
  'invoice.drafted': () => ({ text: 'Draft started' }),
  'invoice.issued': (data) => ({ text: `Issued as ${text(data, 'number')}` }),
  'invoice.voided': (data) => ({ text: 'Voided', detail: text(data, 'reason') }),
  'invoice.settled': () => ({ text: 'Paid in full', tone: 'good' }),
  'invoice.reopened': () => ({ text: 'Owed again', tone: 'late' }),
  'invoice.delivery_sent': mail('sent to', 'plain'),
  'invoice.delivery_failed': mail('could not be sent to', 'late'),
  'invoice.delivery_unsure': mail('may not have reached', 'late'),
  'invoice.delivery_cancelled': mail('was taken back before it went to', 'plain'),
  'invoice.public_link_viewed': () => ({ text: 'The client opened the invoice', tone: 'spark' }),
  'invoice.payment_allocated': (data, locale) => ({ text: `${amount(data, 'amount', locale)} received`, tone: 'good' }),
  'invoice.payment_released': (data, locale) => ({
    text: `Payment of ${amount(data, 'amount', locale)} taken back`,
    detail: text(data, 'reason'),
    tone: 'late',
  }),
  'invoice.reminder_queued': () => null,
  'invoice.reminder_skipped': (data) =>
    text(data, 'reason') === 'before_issue'
      ? null
      : { text: `Reminder skipped: ${stepWords(text(data, 'step'))}`, detail: skipWords(text(data, 'reason')) },
  'invoice.reminder_failed': (data) => ({
    text: 'A reminder could not be sent',
    detail: text(data, 'reason') === 'no_address' ? 'The client has no e-mail address.' : text(data, 'reason'),
    tone: 'late',
  }),
  'invoice.reminders_paused': (data) => ({
    text: `Reminders paused: ${pauseWords(text(data, 'reason'))}`,
    detail: text(data, 'note'),
  }),
  'invoice.reminders_resumed': () => ({ text: 'Reminders go on' }),
}

function plainly(kind: string): Telling {
  const words = kind.replace(/^invoice\./, '').replace(/[._]/g, ' ')
  return { text: words.charAt(0).toUpperCase() + words.slice(1) }
}

/** One recorded fact as a sentence; null where the reader learns nothing from it. */
export function told(entry: TimelineEntry, locale: string): Telling | null {
  const teller = TELLERS[entry.kind]
  return teller ? teller(entry.data, locale) : plainly(entry.kind)
}

/** The reminders still to come, soonest first. */
export function ahead(plan: readonly PlannedStep[]): PlannedStep[] {
  return plan.filter((step) => step.state === 'planned').sort((a, b) => a.at.localeCompare(b.at))
}
