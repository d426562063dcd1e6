// What the acts on many invoices are called, and which of the ticked ones each is for.
import type { BulkAction, BulkRow, BulkRun, InvoiceSummary } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { isZero } from '~/lib/decimal'

type Words = {
  /** In the menu and on the button, after a count: "Issue 3 drafts". */
  verb: [one: string, many: string]
  /** What will happen, before it does. */
  will: string
  /** While it runs and when it is over. */
  doing: string
  did: [one: string, many: string]
  danger?: boolean
}

export const WORDS: Record<BulkAction, Words> = {
  issue: {
    verb: ['Issue {count} draft', 'Issue {count} drafts'],
    will: 'Each draft gets its number, in the order of their dates, and can no longer be changed. A draft that lacks something is skipped and named.',
    doing: 'Issuing',
    did: ['{count} invoice issued', '{count} invoices issued'],
  },
  issue_and_send: {
    verb: ['Issue and send {count} draft', 'Issue and send {count} drafts'],
    will: 'Each draft gets its number and goes to its client by e-mail. A draft that cannot be sent is not issued either.',
    doing: 'Issuing and sending',
    did: ['{count} invoice issued and on its way', '{count} invoices issued and on their way'],
  },
  send: {
    verb: ['Send {count} invoice', 'Send {count} invoices'],
    will: 'Each client gets an e-mail with the invoice as a PDF and a link to it.',
    doing: 'Sending',
    did: ['{count} invoice is on its way', '{count} invoices are on their way'],
  },
  remind: {
    verb: ['Send {count} reminder now', 'Send {count} reminders now'],
    will: 'Each client gets the next reminder of the invoice now instead of on its day. Pauses, disputes, promises, quiet hours and the week’s limit hold: an invoice that may not be reminded is skipped, and the results say why.',
    doing: 'Sending reminders',
    did: ['{count} reminder is on its way', '{count} reminders are on their way'],
  },
  pay: {
    verb: ['Mark {count} invoice as paid', 'Mark {count} invoices as paid'],
    will: 'A payment of what is still owed is recorded for each invoice. Their reminders stop, and each client gets a receipt.',
    doing: 'Recording payments',
    did: ['{count} invoice marked as paid', '{count} invoices marked as paid'],
  },
  delete: {
    verb: ['Delete {count} draft', 'Delete {count} drafts'],
    will: 'The drafts are gone for good. Issued invoices are never deleted.',
    doing: 'Deleting drafts',
    did: ['{count} draft deleted', '{count} drafts deleted'],
    danger: true,
  },
  export_pdf: {
    verb: ['Download {count} PDF', 'Download {count} PDFs'],
    will: 'The PDFs are put into one ZIP file, which is kept for a week.',
    doing: 'Making PDFs',
    did: ['{count} PDF is ready', '{count} PDFs are ready'],
  },
  merge_pdf: {
    verb: ['Download {count} as one PDF', 'Download {count} as one PDF'],
    will: 'One PDF to print or archive, with a bookmark for each document, kept for a week. It carries no e-invoices inside; the single PDFs do.',
    doing: 'Making one PDF',
    did: ['{count} document is in one PDF', '{count} documents are in one PDF'],
  },
}

export const ACTIONS = Object.keys(WORDS) as readonly BulkAction[]

/** Whether an act makes sense for an invoice as the list shows it; the server decides in the end. */
export function fits(action: BulkAction, row: InvoiceSummary): boolean {
  if (action === 'export_pdf' || action === 'merge_pdf') return true
  if (action === 'send') return row.status === 'issued'
  if (action === 'pay' || action === 'remind') return row.status === 'issued' && !isZero(row.balance)
  return row.status === 'draft'
}

/** The heading of a run: what it is doing, or what it did. */
export function headline(run: BulkRun, locale = 'en'): string {
  if (run.state === 'running') return WORDS[run.action].doing
  const words = plural(run.done, ...WORDS[run.action].did, locale)
  return run.state === 'cancelled' ? `Stopped: ${words}` : words
}

/** The rest of the sentence: what is still to do, and what did not work. */
export function remainder(run: BulkRun, locale = 'en'): string {
  const parts: string[] = []
  if (run.state === 'running') parts.push(`${run.total - run.waiting} of ${run.total}`)
  if (run.failed > 0) parts.push(plural(run.failed, '{count} was skipped', '{count} were skipped', locale))
  if (run.cancelled > 0) parts.push(plural(run.cancelled, '{count} not begun', '{count} not begun', locale))
  return parts.join(' · ')
}

/** A row in words. */
export function rowName(row: BulkRow): string {
  return row.number === null ? `Draft for ${row.client_name}` : `${row.number}, ${row.client_name}`
}
