import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { handleKey } from '~/lib/keys'
import { DataTable } from './DataTable'
import { type Column, nextSort } from './table'

type Row = { id: string; name: string }
const ROWS: Row[] = [
  { id: 'a', name: 'Ada' },
  { id: 'b', name: 'Ben' },
]
const COLUMNS: Column<Row>[] = [
  { id: 'name', header: 'Name', cell: (row) => row.name, sort: 'name' },
  { id: 'due', header: 'Late', cell: () => '3', sort: 'days', descendingFirst: true },
]

function List({ onSort }: { onSort: (sort: string) => void }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  return (
    <DataTable
      caption="People"
      rows={ROWS}
      columns={COLUMNS}
      rowId={(row) => row.id}
      rowLabel={(row) => `Select ${row.name}`}
      href={(row) => `/people/${row.id}`}
      sort="name"
      onSort={onSort}
      selected={selected}
      onSelect={setSelected}
    />
  )
}

async function show(onSort = vi.fn()) {
  const route = createRootRoute({ component: () => <List onSort={onSort} /> })
  const router = createRouter({ routeTree: route, history: createMemoryHistory() })
  render(<RouterProvider router={router as never} />)
  return screen.findByRole('table', { name: 'People' })
}

const onKeyDown = (event: KeyboardEvent) => handleKey(event, event.timeStamp)

describe('DataTable', () => {
  afterEach(() => window.removeEventListener('keydown', onKeyDown))

  it('links each row and asks the server to sort', async () => {
    const onSort = vi.fn()
    const table = await show(onSort)
    expect(within(table).getByRole('link', { name: 'Ben' }).getAttribute('href')).toBe('/people/b')
    await userEvent.click(screen.getByRole('button', { name: 'Name' }))
    expect(onSort).toHaveBeenCalledWith('-name')
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending')
  })

  it('moves with j and k and selects with x', async () => {
    await show()
    window.addEventListener('keydown', onKeyDown)
    await userEvent.keyboard('jj')
    expect(document.activeElement?.textContent).toBe('Ben')
    await userEvent.keyboard('kx')
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Ada' }).checked).toBe(true)
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Ben' }).checked).toBe(false)
  })

  it('selects the whole page and gives it back', async () => {
    await show()
    const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select all rows of this page' })
    await userEvent.click(all)
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').every((box) => box.checked)).toBe(true)
    await userEvent.click(all)
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').some((box) => box.checked)).toBe(false)
  })

  it('starts amounts and lateness with the largest', () => {
    const late = COLUMNS[1] as Column<Row>
    expect(nextSort(late, 'name')).toBe('-days')
    expect(nextSort(late, '-days')).toBe('days')
  })
})
