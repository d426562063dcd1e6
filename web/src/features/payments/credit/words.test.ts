import { expect, test } from 'vitest'
import { sourceWords } from './ClientCredit'
import { effectOf } from './UseDialog'

const money = (amount: string) => `${amount} zł`

test('says what is owed after the credit', () => {
  expect(effectOf('100.00', '100.00', money)).toBe('This settles the invoice.')
  expect(effectOf('40.00', '100.00', money)).toBe('60.00 zł stays owed.')
  expect(effectOf(null, '100.00', money)).toBe('100.00 zł is owed.')
  expect(effectOf('100.01', '100.00', money)).toBe('100.00 zł is owed.')
})

test('says where credit comes from', () => {
  expect(sourceWords('5 Jan 2026', [])).toBe('Paid too much on 5 Jan 2026')
  expect(sourceWords('5 Jan 2026', ['INV-1', 'INV-2'])).toBe('Credited on INV-1, INV-2')
})
