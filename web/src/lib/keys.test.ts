import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { currentShortcuts, handleKey, registerShortcuts, setShortcutsOn } from './keys'

const press = (key: string, init: KeyboardEventInit = {}, target: Element = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  Object.defineProperty(event, 'target', { value: target })
  return event
}

describe('keys', () => {
  const run = vi.fn()
  const go = vi.fn()
  let off = () => {}

  beforeEach(() => {
    off = registerShortcuts([
      { keys: 'c', label: 'New invoice', run },
      { keys: 'g c', label: 'Clients', run: go },
    ])
  })
  afterEach(() => {
    off()
    run.mockClear()
    go.mockClear()
    setShortcutsOn(true)
    document.body.innerHTML = ''
  })

  it('runs a single key', () => {
    expect(handleKey(press('c'), 0)).toBe(true)
    expect(run).toHaveBeenCalledOnce()
  })

  it('runs a chord and not its last key alone', () => {
    handleKey(press('g'), 1000)
    handleKey(press('c'), 1200)
    expect(go).toHaveBeenCalledOnce()
    expect(run).not.toHaveBeenCalled()
  })

  it('forgets a chord that took too long', () => {
    handleKey(press('g'), 1000)
    handleKey(press('c'), 9000)
    expect(go).not.toHaveBeenCalled()
    expect(run).toHaveBeenCalledOnce()
  })

  it('is silent while a person types, while an overlay is open, with a modifier, or when switched off', () => {
    handleKey(press('c', {}, document.createElement('input')), 0)
    handleKey(press('c', { ctrlKey: true }), 0)
    document.body.innerHTML = '<div role="dialog"></div>'
    handleKey(press('c'), 0)
    document.body.innerHTML = ''
    setShortcutsOn(false)
    handleKey(press('c'), 0)
    expect(run).not.toHaveBeenCalled()
  })

  it('lets the last registration win and gives the key back', () => {
    const inner = vi.fn()
    const back = registerShortcuts([{ keys: 'c', label: 'Copy', run: inner }])
    handleKey(press('c'), 0)
    expect(currentShortcuts().find((item) => item.keys === 'c')?.label).toBe('Copy')
    back()
    handleKey(press('c'), 0)
    expect(inner).toHaveBeenCalledOnce()
    expect(run).toHaveBeenCalledOnce()
  })
})
