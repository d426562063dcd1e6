// The color of a company's documents, with what it looks like and whether it can be read.
import { contrast, isColor, READABLE, readableOnWhite } from '~/lib/contrast'
import { Button } from '~/ui/Button'
import { CONTROL, Field } from '~/ui/Field'

type Props = { value: string; onChange: (color: string) => void; error?: string | undefined }

function Hint({ color, onChange }: { color: string; onChange: (color: string) => void }) {
  if (!isColor(color)) return <span className="text-muted">Write it like #B45309.</span>
  if (contrast(color, '#FFFFFF') >= READABLE) return <span className="text-muted">Easy to read on white paper.</span>
  const better = readableOnWhite(color)
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
      Hard to read on white paper.
      <Button size="small" onClick={() => onChange(better)}>
        <span aria-hidden className="size-3.5 rounded-full" style={{ background: better }} />
        Use {better}
      </Button>
    </span>
  )
}

export function ColorField({ value, onChange, error }: Props) {
  return (
    <Field label="Color" error={error}>
      {(control) => (
        <div className="flex flex-wrap items-center gap-3">
          <input
            type="color"
            aria-label="Choose the color"
            value={isColor(value) ? value : '#B45309'}
            onChange={(event) => onChange(event.target.value.toUpperCase())}
            className="h-9 w-12 cursor-pointer rounded-control border border-edge bg-surface p-1 pointer-coarse:h-11"
          />
          <span className="w-32">
            <input
              {...control}
              spellCheck={false}
              value={value}
              onChange={(event) => onChange(event.target.value.trim())}
              className={CONTROL}
            />
          </span>
          <Hint color={value} onChange={onChange} />
        </div>
      )}
    </Field>
  )
}
