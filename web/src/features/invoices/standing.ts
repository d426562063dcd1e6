// How an invoice stands, in one word or a few: for badges, lists and sentences.
import { dueIn, plural } from '~/lib/dates'
import { isZero } from '~/lib/decimal'
import type { Tone } from '~/ui/StatusBadge'

type Facts = {
  status: 'draft' | 'issued' | 'void'
  settled_at: string | null
  sent_at: string | null
  days_past_due: number | null
  kind?: string
  answer?: 'accepted' | 'rejected' | null
  valid_until?: string | null
  is_followed?: boolean
  /** What is given up of it. */
  written_off?: string
  today?: string
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
  if (invoice.kind === 'quote') return quoteStanding(invoice)
  if (invoice.kind === 'proforma') return { tone: 'sent', label: invoice.is_followed ? 'Invoiced' : 'Proforma' }
  if (invoice.kind === 'corrective_invoice' && invoice.settled_at !== null) return { tone: 'paid', label: 'Correction' }
  if (isWrittenOff(invoice)) return { tone: 'failed', label: 'Written off' }
  if (invoice.settled_at !== null) return { tone: 'paid', label: 'Paid' }
  if (invoice.days_past_due !== null && invoice.days_past_due > 0) return { tone: 'late', label: 'Overdue' }
  if (invoice.sent_at === null) return { tone: 'open', label: 'Not sent' }
  return { tone: 'sent', label: 'Sent' }
}

function quoteStanding({ answer, is_followed, valid_until: until, today, sent_at: sent }: Facts): Standing {
  if (is_followed) return { tone: 'paid', label: 'Invoiced' }
  if (answer === 'accepted') return { tone: 'paid', label: 'Accepted' }
  if (answer === 'rejected') return { tone: 'late', label: 'Declined' }
  if (until && today && until < today) return { tone: 'void', label: 'Expired' }
  return sent === null ? { tone: 'open', label: 'Not sent' } : { tone: 'sent', label: 'Sent' }
}

function isWrittenOff({ written_off: lost, settled_at: settled }: Facts): boolean {
  return settled !== null && lost !== undefined && !isZero(lost)
}

/** "12 days late", "due in 5 days"; nothing where nothing is owed. */
export function dueWords(invoice: Facts & { due_date?: string | null }, today: string): string | null {
  if (invoice.status !== 'issued' || invoice.settled_at !== null || !invoice.due_date) return null
  return dueIn(invoice.due_date, today)
}
