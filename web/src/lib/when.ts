// Instants as people say them: "today 09:00", "tomorrow 09:00", "in 4 days", "12 Mar 2026".
import { dateOf, daysBetween, formatDate, plural } from './dates'
import type { Present } from './today'

function timeOf(instant: string, locale: string, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(instant))
}

/** Day and time, near days by name: "tomorrow 09:00", "23 Nov 2026 09:00". */
export function dayAndTime(instant: string, present: Present, locale: string): string {
  const date = dateOf(instant, present.timeZone)
  const time = timeOf(instant, locale, present.timeZone)
  const days = daysBetween(present.today, date)
  if (days === 0) return `today ${time}`
  if (days === 1) return `tomorrow ${time}`
  if (days === -1) return `yesterday ${time}`
  return `${formatDate(date, locale)} ${time}`
}

/** How far away a calendar date is: "today", "tomorrow", "in 5 days", "3 days ago". */
export function dayDistance(date: string, today: string): string {
  const days = daysBetween(today, date)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0
    ? plural(days, 'in {count} day', 'in {count} days')
    : plural(-days, '{count} day ago', '{count} days ago')
}
