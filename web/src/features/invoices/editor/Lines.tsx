// The lines: Enter adds one, Tab after the last field adds one, Alt with arrows or dragging moves one, a pasted table
// becomes many.
import { Plus } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { Preview, TaxRate } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import type { FieldErrors } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { useNarrow } from '~/ui/narrow'
import { toast } from '~/ui/toasts'
import { addLine, moveLine, pasteLines, putLineBack, removeLine } from './changes'
import { KindButtons } from './KindButtons'
import { CELLS, LineRow, UNITS } from './LineRow'
import { type FormLine, isBlank, type LineKind, newLine } from './model'
import { linesFrom } from './paste'
import type { LineSuggest } from './suggest'
import { useDrag } from './useDrag'
import type { Edit } from './useEditor'

const NO_ERRORS: FieldErrors = {}

type Props = {
  lines: readonly FormLine[]
  preview: Preview | null
  currency: string
  rates: readonly TaxRate[]
  errors: FieldErrors
  edit: Edit
  suggest: LineSuggest
  /** Other ways to add lines, such as from the catalog. */
  more?: ReactNode
}

/** The fields of each line that are wrong; a line without errors keeps the same empty object. */
function errorsByLine(errors: FieldErrors): Map<string, FieldErrors> {
  const found = new Map<string, Record<string, string>>()
  for (const [path, detail] of Object.entries(errors)) {
    const [list, key = '', ...field] = path.split('.')
    if (list !== 'lines') continue
    found.set(key, { ...found.get(key), [field.join('.')]: detail })
  }
  return found
}

function keyOf(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-line]')?.dataset.line ?? null) : null
}

function useLineActs(lines: readonly FormLine[], edit: Edit) {
  const box = useRef<HTMLOListElement>(null)
  const latest = useRef(lines)
  latest.current = lines

  const focus = useCallback((key: string) => {
    requestAnimationFrame(() => {
      const row = box.current?.querySelector(`[data-line="${CSS.escape(key)}"]`)
      const field = row?.querySelector<HTMLElement>('textarea,input')
      field?.focus()
      field?.scrollIntoView({ block: 'nearest' })
    })
  }, [])

  const add = useCallback(
    (kind: LineKind, after: string | null) => {
      const line = newLine(kind)
      edit(addLine(line, after))
      focus(line.key)
    },
    [edit, focus],
  )

  const [moved, setMoved] = useState('')
  const move = useCallback(
    (key: string, step: 1 | -1) => {
      const place = latest.current.findIndex((line) => line.key === key) + step
      if (place < 0 || place >= latest.current.length) return
      edit(moveLine(key, step))
      setMoved(`Moved to place ${place + 1} of ${latest.current.length}`)
    },
    [edit],
  )

  const remove = useCallback(
    (key: string) => {
      const at = latest.current.findIndex((line) => line.key === key)
      const line = latest.current[at]
      const near = latest.current[at + 1] ?? latest.current[at - 1]
      edit(removeLine(key))
      if (near) focus(near.key)
      if (line && !isBlank(line)) toast('Line deleted', { undo: () => edit(putLineBack(line, at)) })
    },
    [edit, focus],
  )
  return { box, add, move, remove, moved }
}

type Acts = ReturnType<typeof useLineActs>

function onKey(event: KeyboardEvent<HTMLElement>, lines: readonly FormLine[], acts: Acts) {
  const key = keyOf(event.target)
  if (key === null || event.nativeEvent.isComposing) return
  const target = event.target as HTMLElement
  const typing = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
  const last = lines.at(-1)
  const steps = { ArrowUp: -1, ArrowDown: 1 } as const
  const done = (run: () => void) => {
    event.preventDefault()
    run()
  }
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    done(() => {
      acts.move(key, steps[event.key as keyof typeof steps])
      requestAnimationFrame(() => target.focus())
    })
  } else if (event.altKey && (event.key === 'Delete' || event.key === 'Backspace')) {
    done(() => acts.remove(key))
  } else if (event.key === 'Enter' && typing && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
    done(() => acts.add('item', key))
  } else if (
    event.key === 'Tab' &&
    !event.shiftKey &&
    'last' in target.dataset &&
    last?.key === key &&
    !isBlank(last)
  ) {
    done(() => acts.add('item', key))
  }
}

function Head() {
  return (
    <div aria-hidden className={cx('hidden gap-x-2 border-edge border-b pb-2 text-muted text-small sm:grid', CELLS)}>
      <span className="pe-2 text-end">Quantity</span>
      <span className="ps-2">Unit</span>
      <span className="pe-2 text-end">Unit price</span>
      <span className="pe-2 text-end">Discount</span>
      <span className="ps-2">Tax</span>
      <span className="text-end">Net</span>
    </div>
  )
}

/** Boxes of the lines show their frame only where one points, types or is wrong: the document is the form. */
const QUIET = cx(
  '[&_:is(input,textarea,select):not(:hover):not(:focus):not([aria-invalid])]:border-transparent',
  '[&_:is(input,textarea,select):not(:focus):not([aria-invalid])]:bg-transparent',
  '[&_:is(input,textarea)]:px-2 [&_select]:ps-2 [&_textarea]:block [&_textarea]:resize-none',
  'max-sm:[&_:is(input,textarea,select):not([aria-invalid])]:border-edge!',
)

export function Lines({ lines, preview, currency, rates, errors, edit, suggest, more }: Props) {
  const locale = useLocale()
  const narrow = useNarrow()
  const acts = useLineActs(lines, edit)
  const { dragged, onGrab } = useDrag(acts.box, edit)
  const wrong = useMemo(() => errorsByLine(errors), [errors])
  const nets = useMemo(
    () => new Map(preview?.document.lines.map((line) => [line.id, (line.amounts ?? line.subtotal)?.net]) ?? []),
    [preview],
  )

  function onPaste(event: ClipboardEvent<HTMLElement>) {
    const key = keyOf(event.target)
    const made = linesFrom(event.clipboardData.getData('text/plain'), locale)
    if (key === null || made === null || made.length === 0) return
    event.preventDefault()
    edit(pasteLines(made, key))
    toast(plural(made.length, '{count} line pasted', '{count} lines pasted'))
  }

  return (
    <section aria-label="Lines">
      <Head />
      <ol ref={acts.box} onKeyDown={(event) => onKey(event, lines, acts)} onPaste={onPaste} className={QUIET}>
        {lines.map((line) => (
          <LineRow
            key={line.key}
            line={line}
            net={nets.get(line.key)}
            currency={currency}
            rates={rates}
            errors={wrong.get(line.key) ?? NO_ERRORS}
            narrow={narrow}
            edit={edit}
            suggest={suggest}
            onMove={acts.move}
            onRemove={acts.remove}
            onGrab={onGrab}
            dragged={dragged === line.key}
          />
        ))}
      </ol>
      <datalist id={UNITS}>
        {['hour', 'day', 'month', 'piece', 'page', 'km', 'kg'].map((unit) => (
          <option key={unit} value={unit} />
        ))}
      </datalist>
      <p role="status" className="sr-only">
        {acts.moved}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="small" icon={<Plus aria-hidden className="size-4" />} onClick={() => acts.add('item', null)}>
          Add line
        </Button>
        <KindButtons onAdd={(kind) => acts.add(kind, null)} />
        {more}
      </div>
    </section>
  )
}
