import { afterEach, describe, expect, it } from 'vitest'
import { closePalette, paletteIsReady, paletteKey, paletteState } from './palette-state'

const press = (key: string, init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...init })
  return { taken: paletteKey(event), prevented: event.defaultPrevented }
}

describe('palette', () => {
  afterEach(() => closePalette())

  it('opens with Ctrl+K and with Cmd+K', () => {
    press('k', { ctrlKey: true })
    expect(paletteState().open).toBe(true)
    closePalette()
    press('k', { metaKey: true })
    expect(paletteState().open).toBe(true)
  })

  it('keeps every key typed before it is drawn, so that no shortcut fires', () => {
    press('k', { ctrlKey: true })
    for (const key of ['c', 'a', 'x', 'Backspace', 's', 'e']) {
      expect(press(key)).toEqual({ taken: true, prevented: true })
    }
    expect(paletteState().typed).toBe('case')
    paletteIsReady()
    expect(press('c')).toEqual({ taken: false, prevented: false })
  })

  it('closes with one Escape, whatever was typed', () => {
    press('k', { ctrlKey: true })
    paletteIsReady()
    expect(press('Escape').taken).toBe(true)
    expect(paletteState().open).toBe(false)
  })

  it('leaves keys alone while it is closed', () => {
    expect(press('c')).toEqual({ taken: false, prevented: false })
  })
})
