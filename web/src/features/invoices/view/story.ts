// What the story of one invoice leaves out, and the words of its reminders.
import type { PlannedStep, TimelineEntry } from '~/lib/api/types'
import { type Happening, inWords } from '~/lib/happenings'

const PAUSED: Readonly<Record<string, string>> = {
  dispute: 'the client disputes the invoice',
  promise: 'the client promised to pay',
  manual: 'paused by hand',
}

export function pauseWords(reason: string | null): string {
  return PAUSED[reason ?? 'manual'] ?? 'paused by hand'
}

/** Mail is told once it went, and steps that lay before the issue were never due. */
function teachesNothing(entry: TimelineEntry): boolean {
  if (entry.kind === 'invoice.reminder_queued') return true
  return entry.kind === 'invoice.reminder_skipped' && entry.data.reason === 'before_issue'
}

/** One recorded fact as a sentence; null where the reader learns nothing from it. */
export function told(entry: TimelineEntry, locale: string): Happening | null {
  return teachesNothing(entry) ? null : inWords(entry, locale)
}

/** The reminders still to come, soonest first. */
export function ahead(plan: readonly PlannedStep[]): PlannedStep[] {
  return plan.filter((step) => step.state === 'planned').sort((a, b) => a.at.localeCompare(b.at))
}
