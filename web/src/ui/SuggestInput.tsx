// Text with suggestions from the server (ARIA 1.2 combobox): free text stays, a last row can create what was typed.
import { Plus } from 'lucide-react'
import { cx } from './classes'
import { CONTROL, Field, type FieldProps } from './Field'
import { type Load, type Suggestion, SuggestionList, useSuggesting } from './suggesting'

export type { Suggestion } from './suggesting'

type Props<T extends Suggestion> = FieldProps & {
  value: string
  onChange: (text: string) => void
  load: Load<T>
  onPick: (item: T) => void
  /** Words of the last row, such as: Create client “Example Bakery”. */
  createLabel?: (text: string) => string
  onCreate?: (text: string) => void
  placeholder?: string
  autoFocus?: boolean
}

export function SuggestInput<T extends Suggestion>(props: Props<T>) {
  const { label, hint, error, required, labelHidden, className, value, onChange, load, onPick } = props
  const { createLabel, onCreate, placeholder, autoFocus } = props
  const create = onCreate && createLabel && value.trim() !== '' ? createLabel(value.trim()) : null
  const onLast = create ? () => onCreate?.(value.trim()) : undefined
  const suggesting = useSuggesting<T>({ value, load, onPick, onLast })
  return (
    <Field {...{ label, hint, error, required, labelHidden }} className={cx('relative', className)}>
      {(control) => (
        <>
          <input
            {...control}
            {...suggesting.aria}
            role="combobox"
            aria-expanded={suggesting.shown}
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: only screens whose first act is this field ask for it
            autoFocus={autoFocus}
            placeholder={placeholder}
            className={CONTROL}
            value={value}
            onChange={(event) => {
              onChange(event.target.value)
              suggesting.typed()
            }}
            onClick={suggesting.show}
            onBlur={suggesting.close}
            onKeyDown={suggesting.onKeyDown}
          />
          <SuggestionList
            suggesting={suggesting}
            last={
              create && (
                <>
                  <Plus aria-hidden className="size-4 text-spark" />
                  <span className="truncate">{create}</span>
                </>
              )
            }
          />
        </>
      )}
    </Field>
  )
}
