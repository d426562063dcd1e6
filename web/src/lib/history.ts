// Undo for editors: a value with its past and its future, one step per burst of typing in one place.

export type History<T> = { past: readonly T[]; now: T; future: readonly T[]; burst: string | null }

export type HistoryAction<T> =
  | { type: 'set'; value: T; burst?: string }
  | { type: 'pause' }
  | { type: 'undo' }
  | { type: 'redo' }
  | { type: 'reset'; value: T }

const STEPS = 100

export function startHistory<T>(value: T): History<T> {
  return { past: [], now: value, future: [], burst: null }
}

function changed<T>(history: History<T>, value: T, burst: string | null): History<T> {
  if (Object.is(value, history.now)) return history
  const same = burst !== null && burst === history.burst
  const past = same ? history.past : [...history.past, history.now].slice(-STEPS)
  return { past, now: value, future: [], burst }
}

function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], burst: null }
}

function redone<T>(history: History<T>): History<T> {
  const after = history.future[0]
  if (after === undefined) return history
  return { past: [...history.past, history.now], now: after, future: history.future.slice(1), burst: null }
}

/** Changes that carry the same `burst` (the field's name) are one step until 'pause' (blur) or another field. */
export function historyReducer<T>(history: History<T>, action: HistoryAction<T>): History<T> {
  if (action.type === 'set') return changed(history, action.value, action.burst ?? null)
  if (action.type === 'undo') return undone(history)
  if (action.type === 'redo') return redone(history)
  if (action.type === 'reset') return startHistory(action.value)
  return { ...history, burst: null }
}
