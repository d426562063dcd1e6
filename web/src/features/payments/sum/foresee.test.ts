import { describe, expect, it } from 'vitest'
import { partWords, restWords } from './foresee'

const money = (amount: string) => `${amount} EUR`
const part = { invoice_id: 'i', number: 'INV-1', due_date: null, balance: '100.00', amount: '98.00' }
const nothing = { currency: 'EUR', open_count: 0, parts: [], unallocated: '50.00' }

describe('what a sum for several invoices will do', () => {
  it('says of each invoice whether it is settled, and by which discount', () => {
    expect(partWords({ ...part, discount: '2.00', left: '0.00' }, money)).toBe(
      'Settled, 2.00 EUR less for paying early',
    )
    expect(partWords({ ...part, discount: '0.00', left: '0.00' }, money)).toBe('Settled')
    expect(partWords({ ...part, discount: '0.00', left: '2.00' }, money)).toBe('2.00 EUR stays owed')
  })

  it('says what becomes of the rest', () => {
    const one = { ...nothing, open_count: 1, parts: [{ ...part, discount: '0.00', left: '0.00' }] }
    expect(restWords(nothing, money)).toBe('Nothing is owed in EUR: all of it becomes the client’s credit.')
    expect(restWords(one, money)).toBe('50.00 EUR is left and becomes the client’s credit.')
    expect(restWords({ ...one, unallocated: '0.00' }, money)).toBe('')
    expect(restWords({ ...one, unallocated: '0.00', open_count: 2 }, money)).toBe('One more invoice stays open.')
    expect(restWords({ ...one, unallocated: '0.00', open_count: 3 }, money)).toBe('2 more invoices stay open.')
  })
})
