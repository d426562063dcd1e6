// How an invoice stands, in one word or a few: for badges, lists and sentences.
import { dueIn, plural } from '~/lib/dates'
import type { Tone } from '~/ui/StatusBadge'

type Facts = {
  status: 'draft' | 'issued' | 'void'
  settled_at: string | null
  sent_at: string | null
  days_past_due: number | null
  kind?: string
}

export type Standing = { tone: Tone; label: string }

export function lateWords(days: number): string {
  return plural(days, '{count} day late', '{count} days late')
}

/** Late comes before everything that is still owed; an issued invoice nobody has received says so. */
export function standingOf(invoice: Facts): Standing {
  if (invoice.status === 'draft') return { tone: 'draft', label: 'Draft' }
  if (invoice.status === 'void') return { tone: 'void', label: 'Void' }
  if (invoice.kind === 'credit_note') return { tone: 'paid', label: 'Credit note' }
  if (invoice.settled_at !== null) return { tone: 'paid', label: 'Paid' }
  if (invoice.days_past_due !== null && invoice.days_past_due > 0) return { tone: 'late', label: 'Overdue' }
  if (invoice.sent_at === null) return { tone: 'open', label: 'Not sent' }
  return { tone: 'sent', label: 'Sent' }
}

/** "12 days late", "due in 5 days"; nothing where nothing is owed. */
export function dueWords(invoice: Facts & { due_date?: string | null }, today: string): string | null {
  if (invoice.status !== 'issued' || invoice.settled_at !== null || !invoice.due_date) return null
  return dueIn(invoice.due_date, today)
}
