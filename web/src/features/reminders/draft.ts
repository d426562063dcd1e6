// A reminder policy while it is edited.
import type { PolicyIn } from '~/lib/api/company-settings'
import type { ReminderPolicy } from '~/lib/api/types'

export type Step = ReminderPolicy['steps'][number]
export type PolicyDraft = Pick<ReminderPolicy, 'name' | 'steps' | 'weekly_cap' | 'quiet_weekends'>

export const TONES: readonly { value: Step['tone']; label: string }[] = [
  { value: 'friendly', label: 'Friendly' },
  { value: 'professional', label: 'Professional' },
  { value: 'gentle', label: 'Gentle' },
  { value: 'firm', label: 'Firm' },
  { value: 'legal', label: 'Legal' },
]

/** What the words of a reminder may contain. */
export const WORDS = [
  '{{ client.first_name }}',
  '{{ client.name }}',
  '{{ company.name }}',
  '{{ invoice.number }}',
  '{{ invoice.balance }}',
  '{{ invoice.due_date }}',
  '{{ invoice.days_overdue }}',
]

/** "7 days before the due date", "On the due date", "3 days after the due date". */
export function dayInWords(offset: number): string {
  if (offset === 0) return 'On the due date'
  const days = Math.abs(offset)
  if (offset < 0) return days === 1 ? '1 day before the due date' : `${days} days before the due date`
  return days === 1 ? '1 day after the due date' : `${days} days after the due date`
}

const CHOICE = /\{%\s*if[^%]*%\}(.*?)(\{%\s*else\s*%\}.*?)?\{%\s*endif\s*%\}/g
const EXAMPLES: Readonly<Record<string, string>> = {
  'client.first_name': 'Robin',
  'client.name': 'Example Bakery',
  'company.name': 'Example Studio',
  'invoice.number': '2026-0042',
  'invoice.balance': '1,240.00 EUR',
  'invoice.due_date': '12 March',
}

/** The subject as a client might read it; words it has no example for stay as they are. */
export function subjectExample({ subject, offset_days }: Pick<Step, 'subject' | 'offset_days'>): string {
  const examples: Record<string, string> = { ...EXAMPLES, 'invoice.days_overdue': String(Math.max(0, offset_days)) }
  return subject
    .replace(CHOICE, '$1')
    .replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, word: string) => examples[word] ?? whole)
}

function freeDay(steps: readonly Step[]): number {
  const last = Math.max(0, ...steps.map((step) => step.offset_days))
  return steps.length === 0 ? 3 : last + 14
}

function freeKey(steps: readonly Step[], wanted: string): string {
  const taken = new Set(steps.map((step) => step.key))
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}_${number}`)) return `${wanted}_${number}`
}

/** A step after the last one. Its key never changes, because it says which reminder an invoice has had. */
export function added(steps: readonly Step[]): Step[] {
  const day = freeDay(steps)
  const step: Step = {
    key: freeKey(steps, `after_${day}`),
    offset_days: day,
    at: '09:00',
    tone: 'firm',
    subject: 'Invoice {{ invoice.number }} is {{ invoice.days_overdue }} days overdue',
    body: 'Hello {{ client.first_name }},\n\n{{ invoice.balance }} of invoice {{ invoice.number }} is still open. Please pay it this week.\n\nKind regards\n{{ company.name }}',
  }
  return [...steps, step]
}

export function draftOf({ name, steps, weekly_cap, quiet_weekends }: ReminderPolicy): PolicyDraft {
  return { name, steps, weekly_cap, quiet_weekends }
}

export function requestOf(draft: PolicyDraft): PolicyIn {
  return { ...draft, steps: [...draft.steps] }
}
