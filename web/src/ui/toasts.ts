// The short sentences that appear after an act, with Undo where it can be taken back.

export type Toast = { id: number; text: string; tone: 'plain' | 'late'; undo?: { label: string; run: () => void } }

const listeners = new Set<() => void>()
let toasts: readonly Toast[] = []
let lastId = 0

function publish(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a sentence for eight seconds; `undo` adds a button that takes the act back. */
export function toast(text: string, options: { tone?: Toast['tone']; undo?: () => void } = {}): number {
  lastId += 1
  const undo = options.undo && { label: 'Undo', run: options.undo }
  publish([...toasts, { id: lastId, text, tone: options.tone ?? 'plain', undo }].slice(-3))
  return lastId
}

export function dismissToast(id: number): void {
  publish(toasts.filter((item) => item.id !== id))
}

export function currentToasts(): readonly Toast[] {
  return toasts
}

export function onToastsChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
