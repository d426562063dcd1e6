// Shortcuts of a screen, for as long as the screen is there.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { currentShortcuts, onShortcutsChange, registerShortcuts, type Shortcut } from './keys'

/** Registers the shortcuts once; what they run may change with every render. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const names = shortcuts.map((shortcut) => shortcut.keys).join('|')
  useEffect(() => {
    if (names === '') return undefined
    const run = (keys: string) => () => latest.current.find((shortcut) => shortcut.keys === keys)?.run()
    return registerShortcuts(latest.current.map((shortcut) => ({ ...shortcut, run: run(shortcut.keys) })))
  }, [names])
}

export function useCurrentShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(onShortcutsChange, currentShortcuts)
}
