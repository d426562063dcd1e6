import { describe, expect, it } from 'vitest'
import type { Invoice, TaxRate } from '~/lib/api/types'
import {
  addLine,
  moveLine,
  pasteLines,
  patch,
  patchLine,
  putLineBack,
  removeLine,
  withCodes,
  withRates,
} from './changes'
import { draftIn, emptyForm, type Form, formOf, newLine } from './model'
import { linesFrom } from './paste'
import { withDays } from './terms'

const CLIENT = { id: 'c1', name: 'Example Bakery' }

function formWith(...descriptions: string[]): Form {
  const lines = descriptions.map((description) => ({ ...newLine(), key: description, description }))
  return { ...emptyForm('k1'), client: CLIENT, lines }
}

const order = (form: Form) => form.lines.map((line) => line.description)

describe('draftIn', () => {
  it('waits for the client', () => {
    expect(draftIn(emptyForm('k1'))).toBeNull()
    expect(draftIn({ ...formWith('a'), company: '' })).toBeNull()
  })

  it('leaves out lines nobody typed into, and keeps amounts as text', () => {
    const form = addLine(newLine(), null)(patchLine('a', { quantity: '2.5', unitPrice: '1240.10' })(formWith('a')))
    expect(draftIn(form)?.lines).toEqual([
      {
        id: 'a',
        kind: 'item',
        description: 'a',
        note: '',
        sku: '',
        quantity: '2.5',
        unit: '',
        unit_price: '1240.10',
        discount: null,
        tax: 'standard',
      },
    ])
  })

  it('leaves days to pay to the client unless they are given', () => {
    expect(draftIn(formWith('a'))?.payment_terms).toBeNull()
    expect(draftIn(patch({ termsDays: 30, termsNote: 'net' })(formWith('a')))?.payment_terms).toEqual({
      days: 30,
      note: 'net',
    })
  })

  it('gives an allowance by percent or by amount, never both', () => {
    const form = { ...formWith('a'), adjustments: [] as Form['adjustments'] }
    const made = { key: 'x', kind: 'allowance', reason: 'Loyal', by: 'percent', value: '5', tax: 'standard' } as const
    expect(draftIn({ ...form, adjustments: [made] })?.allowances).toEqual([
      { reason: 'Loyal', percent: '5', tax: 'standard' },
    ])
    const charge = { ...made, kind: 'charge', by: 'amount', value: '12.00' } as const
    expect(draftIn({ ...form, adjustments: [charge] })?.charges).toEqual([
      { reason: 'Loyal', amount: '12.00', tax: 'standard' },
    ])
  })
})

function draftedFrom(draft: unknown) {
  const early = { early: [], days: 14, note: '' }
  const empty = { withholdings: [], allowances: [], charges: [] }
  const given = draft as { payment_terms?: object }
  const document = { ...empty, ...given, payment_terms: { ...early, ...given.payment_terms } }
  return {
    company_id: 'k1',
    client_id: 'c1',
    client_name: CLIENT.name,
    bank_account_id: null,
    brand_id: null,
    series_id: null,
    seller_address_id: null,
    ship_from_id: null,
    discount_codes: null,
    exchange_typed: false,
    document: document as unknown as Invoice['document'],
  }
}

describe('formOf', () => {
  it('gives back what was typed', () => {
    const typed = patchLine('a', {
      quantity: '3',
      unitPrice: '9.90',
      discount: { percent: '10', amount: null, reason: '' },
    })(patch({ notes: 'Thank you', termsDays: 14, currency: 'EUR', language: 'en' })(formWith('a')))
    const draft = draftIn(typed)
    const again = formOf(draftedFrom(draft))
    expect(draftIn(again)).toMatchObject({ ...draft })
  })

  it('keeps what the form does not show', () => {
    const draft = {
      ...draftIn(patch({ termsDays: 14 })(formWith('a'))),
      payment_terms: { days: 30, note: '', start: 'month_end', day: null, early: [{ percent: '2', days: 10 }] },
      prepaid: '50.00',
      withholdings: [{ name: 'IRPF', percent: '15', basis: 'net', source: '' }],
      references: [{ kind: 'contract', number: 'C-1', issue_date: null }],
      exchange: { currency: 'PLN', rate: '4.25', rate_date: null, source: '' },
      allowances: [
        { reason: 'Loyal', percent: '5', amount: null, tax: 'standard', basis: 'gross', code: '95', rule: '' },
      ],
    }
    const typed = draftIn(formOf({ ...draftedFrom(draft), exchange_typed: true }))
    expect(typed).toMatchObject({ ...draft, allowances: [{ basis: 'gross', code: '95', percent: '5' }] })
    expect(draftIn(formOf(draftedFrom(draft)))?.exchange).toBeNull()
  })
})

describe('discounts for early payment', () => {
  const stated = { days: 14, early: [{ percent: '2', days: 10, until: null, discount: null, payable: null }] }
  const usual = stated as unknown as Invoice['document']['payment_terms']

  it('are left to the usual ones until something is typed', () => {
    expect(draftIn(formWith('a'))?.payment_terms).toBeNull()
  })

  it('stay when the days are typed, and go back to the usual ones with them', () => {
    const typed = withDays(30, usual)(formWith('a'))
    const told = { days: 30, note: '', early: [{ percent: '2', days: 10 }] }
    expect(draftIn(typed)?.payment_terms).toEqual(told)
    const none = { ...typed, early: [] }
    expect(draftIn(withDays(45, usual)(none))?.payment_terms).toEqual({ days: 45, note: '' })
    expect(draftIn(withDays(null, usual)(typed))?.payment_terms).toBeNull()
  })
})

describe('a draft that follows the discount rules', () => {
  const byRule = { reason: 'Many', percent: '5', amount: null, code: '', rule: 'r1' }
  const draft = {
    ...draftIn(formWith('a')),
    lines: [{ id: 'a', description: 'a', allowances: [byRule, { ...byRule, rule: '' }] }],
    allowances: [{ ...byRule, tax: 'standard', basis: 'lines' }],
  }

  it('leaves to the rules what they took off', () => {
    const form = formOf({ ...draftedFrom(draft), discount_codes: ['SPRING'] })
    expect(form.adjustments).toEqual([])
    expect(form.lines[0]?.more.allowances).toMatchObject([{ rule: '' }])
    expect(draftIn(withCodes(null)(form))?.discount_codes).toBeNull()
    expect(draftIn(form)?.discount_codes).toEqual(['SPRING'])
  })

  it('keeps it where it was promised and nobody asks the rules again', () => {
    const form = formOf(draftedFrom(draft))
    expect(draftIn(form)?.allowances).toMatchObject([{ rule: 'r1' }])
    expect(form.lines[0]?.more.allowances).toHaveLength(2)
  })
})

describe('changes of lines', () => {
  it('add below, move and take away', () => {
    const form = addLine({ ...newLine(), key: 'n', description: 'n' }, 'a')(formWith('a', 'b'))
    expect(order(form)).toEqual(['a', 'n', 'b'])
    expect(order(moveLine('n', -1)(form))).toEqual(['n', 'a', 'b'])
    expect(moveLine('a', -1)(form)).toBe(form)
    expect(order(removeLine('n')(form))).toEqual(['a', 'b'])
    expect(order(putLineBack(newLine(), 0)(removeLine('n')(form)))).toEqual(['', 'a', 'b'])
  })

  it('never leave the invoice without a place to write', () => {
    const form = removeLine('a')(formWith('a'))
    expect(form.lines).toHaveLength(1)
    expect(form.lines[0]?.description).toBe('')
  })

  it('keep untouched lines as the same objects, so that only one row is drawn anew', () => {
    const form = formWith('a', 'b', 'c')
    const next = patchLine('b', { unit: 'hour' })(form)
    expect(next.lines.map((line, index) => line === form.lines[index])).toEqual([true, false, true])
  })

  it('take the tax of the line before', () => {
    const form = addLine(newLine(), null)(patchLine('a', { tax: 'reduced' })(formWith('a')))
    expect(form.lines.at(-1)?.tax).toBe('reduced')
  })

  it('give up a tax the company does not charge', () => {
    const rates = [{ key: 'out_of_scope' }, { key: 'export' }] as TaxRate[]
    const form = patchLine('b', { tax: 'export' })(formWith('a', 'b'))
    expect(withRates(rates)(form).lines.map((line) => line.tax)).toEqual(['out_of_scope', 'export'])
    expect(withRates([])(form)).toBe(form)
  })
})

describe('lines from a spreadsheet', () => {
  it('reads description, quantity, unit and price, and leaves headings out', () => {
    const lines = linesFrom('What\tHow many\tUnit\tPrice\nDesign\t2,5\tday\t1.250,00 €\nHosting\t49,90', 'de-DE')
    expect(
      lines?.map(({ description, quantity, unit, unitPrice }) => [description, quantity, unit, unitPrice]),
    ).toEqual([
      ['Design', '2.5', 'day', '1250'],
      ['Hosting', '1', '', '49.9'],
    ])
  })

  it('is not a table without tabs', () => {
    expect(linesFrom('Two\nlines', 'en')).toBeNull()
  })

  it('takes the place of an empty line', () => {
    const pasted = [{ ...newLine(), description: 'x' }]
    expect(order(pasteLines(pasted, '')(formWith('a', '')))).toEqual(['a', 'x'])
    expect(order(pasteLines(pasted, 'a')(formWith('a', 'b')))).toEqual(['a', 'x', 'b'])
  })
})
