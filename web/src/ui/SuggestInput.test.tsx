import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { SuggestInput, type Suggestion } from './SuggestInput'

const CLIENTS: Suggestion[] = [
  { id: '1', title: 'Example Bakery' },
  { id: '2', title: 'Harbor Light Studio' },
]

function Picker({ picked, created }: { picked: (item: Suggestion) => void; created: (text: string) => void }) {
  const [text, setText] = useState('')
  const load = async (q: string) => CLIENTS.filter((item) => item.title.toLowerCase().includes(q.toLowerCase()))
  return (
    <>
      <SuggestInput
        label="Client"
        value={text}
        onChange={setText}
        load={load}
        onPick={(item) => {
          setText(item.title)
          picked(item)
        }}
        createLabel={(name) => `Create client “${name}”`}
        onCreate={created}
      />
      <button type="button">Next</button>
    </>
  )
}

const field = () => screen.getByRole<HTMLInputElement>('combobox')

describe('SuggestInput', () => {
  it('keeps the picked value after the focus has left', async () => {
    const picked = vi.fn()
    render(<Picker picked={picked} created={() => {}} />)
    await userEvent.type(field(), 'bak')
    await screen.findByRole('option', { name: 'Example Bakery' })
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await userEvent.tab()
    expect(field().value).toBe('Example Bakery')
    expect(picked).toHaveBeenCalledWith(CLIENTS[0])
  })

  it('keeps free text after the focus has left', async () => {
    render(<Picker picked={() => {}} created={() => {}} />)
    await userEvent.type(field(), 'Somebody new')
    await userEvent.tab()
    expect(field().value).toBe('Somebody new')
  })

  it('offers to create what was typed, as the last row', async () => {
    const created = vi.fn()
    render(<Picker picked={() => {}} created={created} />)
    await userEvent.type(field(), 'har')
    await screen.findByRole('option', { name: 'Harbor Light Studio' })
    await userEvent.keyboard('{ArrowUp}{Enter}')
    expect(created).toHaveBeenCalledWith('har')
  })

  it('closes with Escape and opens with the arrow', async () => {
    render(<Picker picked={() => {}} created={() => {}} />)
    await userEvent.click(field())
    await screen.findByRole('option', { name: 'Example Bakery' })
    await userEvent.keyboard('{Escape}')
    expect(field().getAttribute('aria-expanded')).toBe('false')
    await userEvent.keyboard('{ArrowDown}')
    await screen.findByRole('option', { name: 'Example Bakery' })
  })
})
