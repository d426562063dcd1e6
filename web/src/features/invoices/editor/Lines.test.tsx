import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useCallback, useState } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Preview, TaxRate } from '~/lib/api/types'
import type * as Changes from './changes'
import { Lines } from './Lines'
import { emptyForm, type FormLine, newLine } from './model'
import type { FoundLine, LineSuggest } from './suggest'
import type { Edit } from './useEditor'

const seen = vi.hoisted(() => ({ rows: 0 }))

// Every row asks once a render whether its kind carries money: that is what is counted.
vi.mock('./changes', async (original) => {
  const real = await original<typeof Changes>()
  return {
    ...real,
    carriesMoney: (kind: FormLine['kind']) => {
      seen.rows += 1
      return real.carriesMoney(kind)
    },
  }
})

const RATES: TaxRate[] = [{ key: 'standard', category: 'S', rate: '19', label: 'VAT 19%', reason: '' }]
const NO_ERRORS = {}
const SUGGEST: LineSuggest = { load: async () => found, pick: (line, { id }) => picked.push(`${line.key} ${id}`) }

let found: readonly FoundLine[] = []
let picked: string[] = []

let lines: readonly FormLine[] = []

function Harness({ start }: { start: readonly FormLine[] }) {
  const [now, setNow] = useState(start)
  const [net, setNet] = useState('1.00')
  lines = now
  const preview = {
    document: { lines: start.map(({ key }) => ({ id: key, amounts: { net: key === 'l3' ? net : '1.00' } })) },
  }
  const edit = useCallback<Edit>((change) => setNow((old) => change({ ...emptyForm('k'), lines: old }).lines), [])
  return (
    <>
      <Lines
        lines={now}
        preview={preview as Preview}
        currency="EUR"
        rates={RATES}
        errors={NO_ERRORS}
        edit={edit}
        suggest={SUGGEST}
      />
      <button type="button" onClick={() => setNet('2.00')}>
        answer
      </button>
    </>
  )
}

function draw(count: number) {
  const start = Array.from({ length: count }, (_, index) => {
    const line = newLine()
    return { ...line, key: `l${index}`, description: `Line ${index}`, unitPrice: '1' }
  })
  render(<Harness start={start} />)
  return userEvent.setup()
}

const words = () => lines.map((line) => line.description)

beforeEach(() => {
  found = []
  picked = []
  Object.defineProperty(window, 'matchMedia', {
    configurable: true,
    value: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }),
  })
})

describe('Lines', () => {
  it('draws one row a key stroke, however many lines there are', async () => {
    const user = draw(40)
    const box = screen.getByDisplayValue('Line 7')
    await user.click(box)
    seen.rows = 0
    await user.keyboard('abcde')
    expect(lines[7]?.description).toBe('Line 7abcde')
    expect(seen.rows).toBe(5)
  }, 20_000)

  it('draws only the rows whose net an answer changes', async () => {
    const user = draw(20)
    seen.rows = 0
    await user.click(screen.getByRole('button', { name: 'answer' }))
    expect(seen.rows).toBe(1)
  })

  it('draws one row more when a line is added, not all of them', async () => {
    const user = draw(20)
    await user.click(screen.getByDisplayValue('Line 5'))
    seen.rows = 0
    await user.keyboard('{Enter}')
    expect(lines).toHaveLength(21)
    expect(lines[6]?.description).toBe('')
    expect(seen.rows).toBe(1)
  })

  it('adds a line with Tab after the last field, but not below an empty one', async () => {
    const user = draw(1)
    screen.getAllByLabelText('Tax')[0]?.focus()
    await user.keyboard('{Tab}')
    expect(lines).toHaveLength(2)
    screen.getAllByLabelText('Tax')[1]?.focus()
    await user.keyboard('{Tab}')
    expect(lines).toHaveLength(2)
  })

  it('offers what was billed before, and Enter takes it instead of adding a line', async () => {
    found = [
      { id: 'a', title: 'Design of a logo' } as FoundLine,
      { id: 'b', title: 'Design of a flyer', detail: 'used 15 times' } as FoundLine,
    ]
    const user = draw(1)
    const box = screen.getByDisplayValue('Line 0')
    await user.click(box)
    await user.keyboard('d')
    await screen.findByText('Design of a flyer')
    expect(screen.getAllByText('2 suggestions')).toHaveLength(1)
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(box.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[1]?.id)
    await user.keyboard('{Enter}')
    expect(picked).toEqual(['l0 b'])
    expect(lines).toHaveLength(1)
  })

  it('closes the offers with Escape, and Enter without a choice adds a line', async () => {
    found = [{ id: 'a', title: 'Design of a logo' } as FoundLine]
    const user = draw(1)
    await user.click(screen.getByDisplayValue('Line 0'))
    await user.keyboard('d')
    await screen.findByRole('option', { name: 'Design of a logo' })
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('option', { name: 'Design of a logo' })).toBeNull()
    await user.keyboard('x')
    await screen.findByRole('option', { name: 'Design of a logo' })
    await user.keyboard('{Enter}')
    expect([picked, lines.length]).toEqual([[], 2])
  })

  it('moves and deletes with Alt', async () => {
    const user = draw(3)
    await user.click(screen.getByDisplayValue('Line 2'))
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    expect(words()).toEqual(['Line 0', 'Line 2', 'Line 1'])
    await user.keyboard('{Alt>}{Delete}{/Alt}')
    expect(words()).toEqual(['Line 0', 'Line 1'])
  })

  it('turns a pasted table into lines', () => {
    draw(1)
    const clipboardData = { getData: () => 'Design\t2\t850.00\nPrint\t1\t40' }
    fireEvent.paste(screen.getByDisplayValue('Line 0'), { clipboardData })
    expect(words()).toEqual(['Line 0', 'Design', 'Print'])
    expect(lines[1]).toMatchObject({ quantity: '2', unitPrice: '850' })
  })
})
