// Calendar dates are "YYYY-MM-DD" text without a zone, instants are RFC 3339 text; this shows, compares and reads them.

const DAY = 86_400_000
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

function utc(date: string): Date {
  if (!ISO_DATE.test(date)) throw new RangeError(`not a date: ${date}`)
  return new Date(`${date}T00:00:00Z`)
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** "12 Mar 2026" in the reader's order. */
export function formatDate(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(utc(date))
}

/** "12 Mar 2026, 09:00" in the given time zone. */
export function formatInstant(instant: string, locale: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return format.format(new Date(instant))
}

/** The calendar date on which an instant falls in a time zone. */
export function dateOf(instant: string, timeZone?: string): string {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const parts = new Intl.DateTimeFormat('en', options).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((piece) => piece.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / DAY)
}

export function addDays(date: string, days: number): string {
  return iso(new Date(utc(date).getTime() + days * DAY))
}

/** Last day of the month `months` after the date's own. */
export function endOfMonth(date: string, months = 0): string {
  const start = utc(date)
  return iso(new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months + 1, 0)))
}

/** The one or the many form with the number in it; the sentence stays whole for translators. */
export function plural(count: number, one: string, many: string, locale = 'en'): string {
  const form = new Intl.PluralRules(locale).select(count) === 'one' ? one : many
  return form.replace('{count}', new Intl.NumberFormat(locale).format(count))
}

/** "12 days late", "due today", "due tomorrow", "due in 5 days". */
export function dueIn(dueDate: string, today: string): string {
  const days = daysBetween(today, dueDate)
  if (days < 0) return plural(-days, '{count} day late', '{count} days late')
  if (days === 0) return 'due today'
  if (days === 1) return 'due tomorrow'
  return plural(days, 'due in {count} day', 'due in {count} days')
}

/** "yesterday", "3 hours ago", "in 2 days", relative to `now`. */
export function formatRelative(instant: string, now: string, locale: string): string {
  const seconds = Math.round((new Date(instant).getTime() - new Date(now).getTime()) / 1000)
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const size = Math.abs(seconds)
  if (size < 60) return format.format(0, 'minute')
  if (size < 3600) return format.format(Math.trunc(seconds / 60), 'minute')
  if (size < 86_400) return format.format(Math.trunc(seconds / 3600), 'hour')
  return format.format(Math.trunc(seconds / 86_400), 'day')
}

/** Reads "+30", "net 15", "today", "tomorrow", "end of month", "end of next month" or an ISO date. Null when unclear. */
export function readDatePhrase(typed: string, from: string): string | null {
  const text = typed.trim().toLowerCase()
  if (ISO_DATE.test(text)) return Number.isNaN(utc(text).getTime()) || iso(utc(text)) !== text ? null : text
  if (text === 'today') return from
  if (text === 'tomorrow') return addDays(from, 1)
  if (text === 'end of month' || text === 'eom') return endOfMonth(from)
  if (text === 'end of next month') return endOfMonth(from, 1)
  const offset = /^(?:net ?|\+ ?)(\d{1,3})(?: ?d(?:ays?)?)?$/.exec(text)
  return offset ? addDays(from, Number(offset[1])) : null
}

/** The twelve months as {value: "1".."12", label}. */
export function monthOptions(locale: string): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, at) => ({
    value: String(at + 1),
    label: format.format(new Date(Date.UTC(2026, at, 1))),
  }))
}
