// What a box with suggestions from the server does: asks while one types, and lets arrows, Enter and Escape choose.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cx } from './classes'

export type Suggestion = { id: string; title: string; detail?: ReactNode; end?: ReactNode }
export type Load<T> = (text: string, signal: AbortSignal) => Promise<readonly T[]>

const WAIT_MS = 120

function useFound<T>(open: boolean, text: string, load: Load<T>): readonly T[] {
  const [items, setItems] = useState<readonly T[]>([])
  const loader = useRef(load)
  loader.current = load
  useEffect(() => {
    if (!open) return undefined
    const abort = new AbortController()
    const ask = () => loader.current(text, abort.signal)
    const timer = setTimeout(() => {
      ask().then(
        (found) => !abort.signal.aborted && setItems(found),
        () => !abort.signal.aborted && setItems([]),
      )
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [open, text])
  return items
}

type Given<T> = {
  value: string
  load: Load<T>
  onPick: (item: T) => void
  /** A last row that is no suggestion, such as one that creates what was typed. */
  onLast?: (() => void) | undefined
}

export function useSuggesting<T extends Suggestion>({ value, load, onPick, onLast }: Given<T>) {
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const items = useFound<T>(open, value, load)
  const count = items.length + (onLast ? 1 : 0)
  const shown = open && count > 0

  function close() {
    setOpen(false)
    setAt(-1)
  }

  function choose(index: number) {
    const item = items[index]
    if (item) onPick(item)
    else onLast?.()
    close()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setOpen(true)
      setAt((now) => (count === 0 ? -1 : (now + step + count + (now < 0 && step < 0 ? 1 : 0)) % count))
    } else if (event.key === 'Enter' && shown && at >= 0) {
      event.preventDefault()
      event.stopPropagation()
      choose(at)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }

  /** Typing shows the list anew, with nothing chosen. */
  function typed() {
    setOpen(true)
    setAt(-1)
  }

  const option = (index: number) => ({
    id: `${listId}-${index}`,
    role: 'option',
    tabIndex: -1,
    'aria-selected': index === at,
    className: cx(
      'flex items-center gap-3 rounded-control px-2.5 py-2 pointer-coarse:min-h-11',
      index === at && 'bg-ink/7',
    ),
    onPointerMove: () => setAt(index),
    onPointerDown: (event: { preventDefault: () => void }) => event.preventDefault(),
    onClick: () => choose(index),
  })

  const aria = {
    'aria-controls': listId,
    'aria-autocomplete': 'list' as const,
    'aria-activedescendant': shown && at >= 0 ? `${listId}-${at}` : undefined,
  }
  return { items, shown, listId, aria, option, onKeyDown, typed, close, show: () => setOpen(true) }
}

type ListProps<T extends Suggestion> = {
  suggesting: ReturnType<typeof useSuggesting<T>>
  last?: ReactNode
}

export function SuggestionList<T extends Suggestion>({ suggesting, last }: ListProps<T>) {
  const { items, shown, listId, option } = suggesting
  return (
    <div
      id={listId}
      role="listbox"
      aria-label="Suggestions"
      hidden={!shown}
      className="absolute inset-x-0 z-30 mt-1 max-h-80 min-w-64 animate-rise overflow-auto rounded-panel border border-line bg-raised p-1.5 shadow-raised"
    >
      {items.map((item, index) => (
        <div key={item.id} {...option(index)}>
          <span className="min-w-0 flex-1">
            <span className="block truncate">{item.title}</span>
            {item.detail && <span className="block truncate text-muted text-small">{item.detail}</span>}
          </span>
          {item.end && <span className="text-muted text-small">{item.end}</span>}
        </div>
      ))}
      {last && <div {...option(items.length)}>{last}</div>}
    </div>
  )
}
