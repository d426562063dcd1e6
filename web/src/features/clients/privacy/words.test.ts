import { expect, test } from 'vitest'
import { goesWords, staysWords } from './words'

const KEPT = {
  company_name: 'Studio',
  country: 'DE',
  count: 1,
  newest: '2026-03-31',
  until: '2034-12-31',
  law: 'AO § 147 (3)',
}

test('says how much of each goes', () => {
  expect(goesWords({ what: 'contacts', count: 1 })).toBe('1 contact')
  expect(goesWords({ what: 'links', count: 2 })).toBe('2 public pages stop working')
})

test('says until when documents stay, and by which law', () => {
  const { what, why } = staysWords(KEPT, 'en')
  expect(what).toContain('1 document of Studio, until ')
  expect(what).toContain('2034')
  expect(why).toBe('Germany: AO § 147 (3)')
})

test('says where no law is known', () => {
  expect(staysWords({ ...KEPT, law: '', country: 'BR' }, 'en').why).toContain('no law of Brazil')
})
