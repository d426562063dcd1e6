// Text with suggestions from the server (ARIA 1.2 combobox): free text stays, a last row can create what was typed.
import { Plus } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cx } from './classes'
import { CONTROL, Field, type FieldProps } from './Field'

export type Suggestion = { id: string; title: string; detail?: ReactNode; end?: ReactNode }

type Props<T extends Suggestion> = FieldProps & {
  value: string
  onChange: (text: string) => void
  load: (text: string, signal: AbortSignal) => Promise<readonly T[]>
  onPick: (item: T) => void
  /** Words of the last row, such as: Create client “Example Bakery”. */
  createLabel?: (text: string) => string
  onCreate?: (text: string) => void
  placeholder?: string
  autoFocus?: boolean
}

const WAIT_MS = 120

function useSuggestions<T>(open: boolean, text: string, load: Props<T & Suggestion>['load']) {
  const [items, setItems] = useState<readonly (T & Suggestion)[]>([])
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

export function SuggestInput<T extends Suggestion>(props: Props<T>) {
  const { label, hint, error, required, labelHidden, className, value, onChange, load, onPick } = props
  const { createLabel, onCreate, placeholder, autoFocus } = props
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const items = useSuggestions<T>(open, value, load as never) as readonly T[]
  const create = onCreate && createLabel && value.trim() !== '' ? createLabel(value.trim()) : null
  const count = items.length + (create ? 1 : 0)
  const shown = open && count > 0

  function close() {
    setOpen(false)
    setAt(-1)
  }

  function choose(index: number) {
    const item = items[index]
    if (item) onPick(item)
    else onCreate?.(value.trim())
    close()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setOpen(true)
      setAt((now) => (count === 0 ? -1 : (now + step + count + (now < 0 && step < 0 ? 1 : 0)) % count))
    } else if (event.key === 'Enter' && shown && at >= 0) {
      event.preventDefault()
      choose(at)
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
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

  return (
    <Field {...{ label, hint, error, required, labelHidden }} className={cx('relative', className)}>
      {(control) => (
        <>
          <input
            {...control}
            role="combobox"
            aria-expanded={shown}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={shown && at >= 0 ? `${listId}-${at}` : undefined}
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: only screens whose first act is this field ask for it
            autoFocus={autoFocus}
            placeholder={placeholder}
            className={CONTROL}
            value={value}
            onChange={(event) => {
              onChange(event.target.value)
              setOpen(true)
              setAt(-1)
            }}
            onClick={() => setOpen(true)}
            onBlur={close}
            onKeyDown={onKeyDown}
          />
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
            {create && (
              <div {...option(items.length)}>
                <Plus aria-hidden className="size-4 text-spark" />
                <span className="truncate">{create}</span>
              </div>
            )}
          </div>
        </>
      )}
    </Field>
  )
}
