import { act, fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Toasts } from './Toasts'
import { toast } from './toasts'

describe('Toasts', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })

  it('leaves after eight seconds, but not while a person points at it', () => {
    render(<Toasts />)
    act(() => void toast('Invoice archived'))
    const card = screen.getByText('Invoice archived').closest('li') as HTMLElement
    fireEvent.pointerEnter(card)
    act(() => void vi.advanceTimersByTime(20_000))
    expect(screen.queryByText('Invoice archived')).toBeTruthy()
    fireEvent.pointerLeave(card)
    act(() => void vi.advanceTimersByTime(8001))
    expect(screen.queryByText('Invoice archived')).toBeNull()
  })

  it('takes the act back once', () => {
    const undo = vi.fn()
    render(<Toasts />)
    act(() => void toast('Client archived', { undo }))
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(undo).toHaveBeenCalledOnce()
    expect(screen.queryByText('Client archived')).toBeNull()
  })
})
