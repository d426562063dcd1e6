import { describe, expect, it } from 'vitest'
import { addDays, dateOf, daysBetween, dueIn, endOfMonth, formatDate, formatRelative, readDatePhrase } from './dates'

describe('dates', () => {
  it('counts days over a change of clocks and a leap day', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
    expect(endOfMonth('2026-01-31', 1)).toBe('2026-02-28')
  })

  it.each([
    ['2026-03-01', '12 days late'],
    ['2026-03-12', '1 day late'],
    ['2026-03-13', 'due today'],
    ['2026-03-14', 'due tomorrow'],
    ['2026-03-20', 'due in 7 days'],
  ])('says how %s stands on 13 March', (due, said) => {
    expect(dueIn(due, '2026-03-13')).toBe(said)
  })

  it.each([
    ['+30', '2026-04-12'],
    ['net 15', '2026-03-28'],
    ['+7 days', '2026-03-20'],
    ['end of month', '2026-03-31'],
    ['End of next month', '2026-04-30'],
    ['tomorrow', '2026-03-14'],
    ['2026-12-24', '2026-12-24'],
    ['2026-02-30', null],
    ['soon', null],
  ])('reads %s', (typed, date) => {
    expect(readDatePhrase(typed, '2026-03-13')).toBe(date)
  })

  it('shows a calendar date as that date in every zone', () => {
    expect(formatDate('2026-03-12', 'en-US')).toBe('Mar 12, 2026')
    expect(formatDate('2026-03-12', 'de-DE')).toBe('12.03.2026')
  })

  it('knows which day an instant is in a zone', () => {
    expect(dateOf('2026-03-12T23:30:00Z', 'Europe/Warsaw')).toBe('2026-03-13')
    expect(dateOf('2026-03-12T23:30:00Z', 'America/New_York')).toBe('2026-03-12')
  })

  it('tells time relative to a given now', () => {
    expect(formatRelative('2026-03-12T09:00:00Z', '2026-03-12T12:00:00Z', 'en')).toBe('3 hours ago')
    expect(formatRelative('2026-03-11T09:00:00Z', '2026-03-12T12:00:00Z', 'en')).toBe('yesterday')
  })

  it('refuses text that is not a date', () => {
    expect(() => addDays('12.03.2026', 1)).toThrow(RangeError)
  })
})
