import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type * as Catalog from '~/lib/api/catalog'
import type { Invoice, LinesText, ParsedLines } from '~/lib/api/types'
import { Problem } from '~/lib/problem'
import type { FormLine } from '../model'
import { copiedLines } from './copied'
import { PasteDialog } from './PasteDialog'

const parse = vi.hoisted(() => vi.fn())

vi.mock('~/lib/api/catalog', async (original) => ({ ...(await original<typeof Catalog>()), parseLines: parse }))

const LINE = {
  kind: 'item',
  description: 'Tea',
  note: '',
  sku: '',
  quantity: '2',
  unit: 'kg',
  unit_price: '9.50',
  discount: null,
  tax: 'standard',
  links: { item_id: 'i1' },
  amounts: null,
  subtotal: null,
}

const REPORT = {
  columns: [
    { heading: 'Item', field: 'description', sample: 'Tea' },
    { heading: 'Color', field: null, sample: 'green' },
  ],
  has_headings: true,
  rows: 2,
  lines: [{ row: 2, line: LINE, item_id: 'i1', price_source: 'catalog' }],
  refused: [{ row: 3, column: null, text: 'Cup', problem: 'There is no price.' }],
} as unknown as ParsedLines

function draw() {
  const added: (readonly FormLine[])[] = []
  const rates = [{ key: 'standard', category: 'S' as const, rate: '19', label: 'VAT 19%', reason: '' }]
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PasteDialog
        sale={{ currency: 'EUR' }}
        rates={rates}
        onAdd={(lines) => added.push(lines)}
        onClose={() => undefined}
      />
    </QueryClientProvider>,
  )
  return { user: userEvent.setup(), added }
}

const asked = () => parse.mock.calls.at(-1)?.[0] as LinesText

beforeEach(() => {
  parse.mockReset()
  parse.mockResolvedValue(REPORT)
})

describe('PasteDialog', () => {
  it('shows what was understood and what was left out, and adds the lines', async () => {
    const { user, added } = draw()
    await user.click(screen.getByRole('textbox', { name: /Rows of a spreadsheet/ }))
    await user.paste('Item\tColor\nTea\tgreen\nCup\tred')
    expect(await screen.findByText('1 line out of 2 rows. 1 row is left out; see why below.')).toBeTruthy()
    expect(screen.getByText('There is no price.')).toBeTruthy()
    expect(asked()).toMatchObject({ tax_rates: [{ key: 'standard', rate: '19' }] })
    await user.click(screen.getByRole('button', { name: 'Add 1 line' }))
    expect(added[0]).toHaveLength(1)
    expect(added[0]?.[0]).toMatchObject({ description: 'Tea', unitPrice: '9.50', more: { links: { item_id: 'i1' } } })
  })

  it('asks again when a column is said to be something else', async () => {
    const { user } = draw()
    await user.click(screen.getByRole('textbox', { name: /Rows of a spreadsheet/ }))
    await user.paste('Item\tColor\nTea\tgreen')
    await user.selectOptions(await screen.findByLabelText('Color'), 'Unit')
    await waitFor(() => expect(asked().columns).toEqual([null, 'unit']))
  })

  it('adds nothing before something is understood, and says what went wrong', async () => {
    parse.mockRejectedValue(
      new Problem({ status: 422, code: 'table.unreadable', title: '', detail: 'This is no table.' }),
    )
    const { user } = draw()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add 0 lines' }).disabled).toBe(true)
    await user.click(screen.getByRole('textbox', { name: /Rows of a spreadsheet/ }))
    await user.paste('?')
    expect(await screen.findByText('This is no table.')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add 0 lines' }).disabled).toBe(true)
  })
})

describe('copiedLines', () => {
  const document = {
    currency: 'EUR',
    lines: [
      { ...LINE, id: 'a' },
      { ...LINE, id: 'b', description: 'Cup' },
    ],
  }
  const base = { allowances: [], charges: [], notes: '', terms: '' }
  const invoice = { company_id: 'k', client_id: 'c', document: { ...base, ...document } } as unknown as Invoice

  it('gives the ticked lines keys of their own', () => {
    const made = copiedLines(invoice, 'EUR', new Set(['1']))
    expect(made.map((line) => [line.description, line.unitPrice])).toEqual([['Tea', '9.50']])
    expect(made[0]?.key).not.toBe('a')
  })

  it('leaves prices of another currency to be written', () => {
    expect(copiedLines(invoice, 'USD', new Set()).map((line) => line.unitPrice)).toEqual([null, null])
  })
})
