import { describe, expect, it } from 'vitest'
import type { BulkRun, InvoiceSummary } from '~/lib/api/types'
import { fits, headline, remainder, rowName } from './words'

const RUN = { action: 'issue', state: 'running', total: 10, waiting: 6, done: 3, failed: 1, cancelled: 0 } as BulkRun

describe('a run in words', () => {
  it('says how far it is while it runs', () => {
    expect(headline(RUN)).toBe('Issuing')
    expect(remainder(RUN)).toBe('4 of 10 · 1 was skipped')
  })

  it('says what it did when it is over', () => {
    expect(headline({ ...RUN, state: 'done', waiting: 0, done: 9 })).toBe('9 invoices issued')
    expect(remainder({ ...RUN, state: 'done', waiting: 0, done: 10, failed: 0 })).toBe('')
  })

  it('says what was not begun when it was stopped', () => {
    const stopped = { ...RUN, state: 'cancelled', waiting: 0, failed: 0, done: 1, cancelled: 9 } as const
    expect(headline(stopped)).toBe('Stopped: 1 invoice issued')
    expect(remainder(stopped)).toBe('9 not begun')
  })

  it('calls a draft by its client', () => {
    expect(rowName({ number: null, client_name: 'Bakery' } as never)).toBe('Draft for Bakery')
  })
})

describe('which act is for which invoice', () => {
  const row = (part: Partial<InvoiceSummary>) => ({ status: 'issued', balance: '10.00', ...part }) as InvoiceSummary
  it('issues and deletes drafts only', () => {
    expect(fits('issue', row({ status: 'draft' }))).toBe(true)
    expect(fits('delete', row({}))).toBe(false)
  })
  it('reminds only of what is owed', () => {
    expect(fits('remind', row({ balance: '0.00' }))).toBe(false)
    expect(fits('remind', row({ status: 'draft' }))).toBe(false)
    expect(fits('remind', row({}))).toBe(true)
  })
  it('settles only what is owed, and prints everything', () => {
    expect(fits('pay', row({ balance: '0.00' }))).toBe(false)
    expect(fits('pay', row({}))).toBe(true)
    expect(fits('export_pdf', row({ status: 'void' }))).toBe(true)
    expect(fits('merge_pdf', row({ status: 'void' }))).toBe(true)
  })
})
