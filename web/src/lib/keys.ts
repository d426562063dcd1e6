// The keyboard shortcuts: one registry, silent while a person types or an overlay is open, and able to be switched off.

export type Shortcut = { keys: string; label: string; run: () => void }

const CHORD_MS = 1200
const STORAGE = 'duespark.shortcuts'
const OVERLAY = '[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]'

const active = new Map<string, Shortcut[]>()
const listeners = new Set<() => void>()
let shown: readonly Shortcut[] = []
let chord = ''
let chordAt = 0

function publish() {
  const byKeys = new Map<string, Shortcut>()
  for (const [keys, stack] of active) {
    const last = stack.at(-1)
    if (last) byKeys.set(keys, last)
  }
  shown = [...byKeys.values()]
  for (const listener of listeners) listener()
}

/** Registers shortcuts such as "c" or "g i"; the last one registered wins. Returns how to take them back. */
export function registerShortcuts(shortcuts: readonly Shortcut[]): () => void {
  for (const shortcut of shortcuts) active.set(shortcut.keys, [...(active.get(shortcut.keys) ?? []), shortcut])
  publish()
  return () => {
    for (const shortcut of shortcuts) {
      const rest = (active.get(shortcut.keys) ?? []).filter((other) => other !== shortcut)
      if (rest.length > 0) active.set(shortcut.keys, rest)
      else active.delete(shortcut.keys)
    }
    publish()
  }
}

export function currentShortcuts(): readonly Shortcut[] {
  return shown
}

export function onShortcutsChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function areShortcutsOn(): boolean {
  return localStorage.getItem(STORAGE) !== 'off'
}

/** A person may switch single-key shortcuts off (WCAG 2.1.4). */
export function setShortcutsOn(on: boolean): void {
  localStorage.setItem(STORAGE, on ? 'on' : 'off')
}

/** True when a key press belongs to what the person is typing into. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  if (target.getAttribute('role') === 'spinbutton') return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

function nameOf(event: KeyboardEvent): string {
  return event.key.length === 1 ? event.key.toLowerCase() : event.key
}

/** Handles one key press; answers whether a shortcut ran. `now` is in milliseconds. */
export function handleKey(event: KeyboardEvent, now: number): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
  if (isTyping(event.target) || !areShortcutsOn() || document.querySelector(OVERLAY)) return false
  const key = nameOf(event)
  const candidate = now - chordAt < CHORD_MS && chord ? `${chord} ${key}` : key
  chord = ''
  const shortcut = active.get(candidate)?.at(-1) ?? active.get(key)?.at(-1)
  if (shortcut) {
    event.preventDefault()
    shortcut.run()
    return true
  }
  if ([...active.keys()].some((keys) => keys.startsWith(`${key} `))) {
    chord = key
    chordAt = now
  }
  return false
}
