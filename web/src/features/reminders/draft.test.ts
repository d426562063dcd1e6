import { describe, expect, it } from 'vitest'
import { added, dayInWords, subjectExample } from './draft'

describe('the steps of reminders', () => {
  it('tell their day in words', () => {
    expect(dayInWords(-7)).toBe('7 days before the due date')
    expect(dayInWords(-1)).toBe('1 day before the due date')
    expect(dayInWords(0)).toBe('On the due date')
    expect(dayInWords(30)).toBe('30 days after the due date')
  })

  it('show their subject as a client reads it', () => {
    const shown = (subject: string) => subjectExample({ subject, offset_days: 7 })
    expect(shown('Invoice {{ invoice.number }} is {{invoice.days_overdue}} days overdue')).toBe(
      'Invoice 2026-0042 is 7 days overdue',
    )
    expect(shown('Due {% if invoice.days_until_due == 1 %}tomorrow{% else %}soon{% endif %}')).toBe('Due tomorrow')
    expect(shown('{{ invoice.mystery }}')).toBe('{{ invoice.mystery }}')
  })

  it('are added after the last one, each with a key of its own', () => {
    const one = added([])
    expect(one.map((step) => step.offset_days)).toEqual([3])
    const moved = one.map((step) => ({ ...step, offset_days: -11 }))
    const two = added(moved)
    expect(two.map((step) => step.offset_days)).toEqual([-11, 14])
    const clash = added([{ ...(two[1] as (typeof two)[number]), offset_days: 0 }])
    expect(new Set(clash.map((step) => step.key)).size).toBe(2)
  })
})
