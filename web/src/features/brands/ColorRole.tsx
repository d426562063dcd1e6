// One color of a palette: chosen by eye or typed in any notation, with how well it can be read, and the nearest that can.
import { CircleAlert, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { ColorPair } from '~/lib/api/brands'
import { type Notation, readColor, writeColor } from '~/lib/colors'
import { Button, IconButton } from '~/ui/Button'
import { CONTROL, Field } from '~/ui/Field'

type Props = {
  label: string
  about: string
  value: string
  /** What stands there while nothing is chosen. */
  usual?: string | undefined
  notation: Notation
  pairs: readonly ColorPair[]
  error?: string | undefined
  onChange: (color: string) => void
}

function Reading({ pairs, onChange }: Pick<Props, 'pairs' | 'onChange'>) {
  const wrong = pairs.find((pair) => !pair.passes)
  if (wrong) {
    return (
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-late">
        <span className="flex items-center gap-1.5">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          Hard to read: {wrong.ratio} : 1, and it takes {wrong.needed}.
        </span>
        <Button size="small" onClick={() => onChange(wrong.nearest)}>
          <span
            aria-hidden
            className="size-3.5 rounded-full border border-line"
            style={{ background: wrong.nearest }}
          />
          Use {wrong.nearest}
        </Button>
      </span>
    )
  }
  const enough = pairs.filter((pair) => Number(pair.ratio) >= Number(pair.needed))
  const least = enough.map((pair) => pair.ratio).sort((a, b) => Number(a) - Number(b))[0]
  return least ? <span className="tabular-nums">{least} : 1</span> : null
}

export function ColorRole({ label, about, value, usual, notation, pairs, error, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = value || usual || '#1C1917'
  const unreadable = typed !== null && typed.trim() !== '' && readColor(typed) === null
  function type(text: string) {
    setTyped(text)
    const color = readColor(text)
    if (color) onChange(color)
    else if (text.trim() === '' && usual !== undefined) onChange('')
  }
  return (
    <Field
      label={label}
      hint={about}
      error={unreadable ? 'Write it like #B45309, rgb(180, 83, 9) or hsl(26, 90%, 37%).' : error}
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <input
            type="color"
            aria-label={`Choose: ${label}`}
            value={shown}
            onChange={(event) => {
              setTyped(null)
              onChange(event.target.value.toUpperCase())
            }}
            className="h-9 w-12 shrink-0 cursor-pointer rounded-control border border-edge bg-surface p-1 pointer-coarse:h-11"
          />
          <span className="w-44">
            <input
              {...control}
              spellCheck={false}
              autoComplete="off"
              placeholder={usual === undefined ? undefined : 'Follows the others'}
              value={typed ?? (value ? writeColor(value, notation) : '')}
              onChange={(event) => type(event.target.value)}
              onBlur={() => !unreadable && setTyped(null)}
              className={CONTROL}
            />
          </span>
          {value && usual !== undefined && (
            <IconButton label={`Leave open: ${label}`} size="small" onClick={() => type('')}>
              <RotateCcw aria-hidden className="size-4" />
            </IconButton>
          )}
          <span className="text-muted text-small" aria-live="polite">
            <Reading
              pairs={pairs}
              onChange={(color) => {
                setTyped(null)
                onChange(color)
              }}
            />
          </span>
        </div>
      )}
    </Field>
  )
}
