// Whether the command palette is open, and what was typed before its code had arrived.

type State = { open: boolean; ready: boolean; typed: string }

const listeners = new Set<() => void>()
let state: State = { open: false, ready: false, typed: '' }

function publish(next: State) {
  state = next
  for (const listener of listeners) listener()
}

export function paletteState(): State {
  return state
}

export function onPaletteChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function openPalette(): void {
  if (!state.open) publish({ open: true, ready: false, typed: '' })
}

export function closePalette(): void {
  publish({ open: false, ready: false, typed: '' })
}

/** The palette's own field has the focus now; typed keys go there. */
export function paletteIsReady(): void {
  publish({ ...state, ready: true })
}

/** Handles a key press for the palette before anybody else sees it; true when it took the key. */
export function paletteKey(event: KeyboardEvent): boolean {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    openPalette()
    return true
  }
  if (!state.open || event.isComposing) return false
  if (event.key === 'Escape') {
    event.preventDefault()
    closePalette()
    return true
  }
  if (state.ready) return false
  event.preventDefault()
  if (event.key === 'Backspace') publish({ ...state, typed: state.typed.slice(0, -1) })
  else if (event.key.length === 1) publish({ ...state, typed: state.typed + event.key })
  return true
}
