// Text of several lines with suggestions from the server. It stays a text box for assistive technology, as HTML allows a
// textarea no other role; the list is announced by its count and by the option the arrows are on.
import type { KeyboardEvent } from 'react'
import { plural } from '~/lib/dates'
import { cx } from './classes'
import { CONTROL, Field, type FieldProps } from './Field'
import { type Load, type Suggestion, SuggestionList, useSuggesting } from './suggesting'

type Props<T extends Suggestion> = FieldProps & {
  value: string
  onChange: (text: string) => void
  load: Load<T>
  onPick: (item: T) => void
  placeholder?: string | undefined
}

export function SuggestArea<T extends Suggestion>(props: Props<T>) {
  const { label, hint, error, required, labelHidden, className, value, onChange, load, onPick, placeholder } = props
  const suggesting = useSuggesting<T>({ value, load, onPick })
  const { shown, items } = suggesting

  /** Between lines of text the arrows move the cursor, unless the list is there to be walked. */
  function onKeyDown(event: KeyboardEvent) {
    if (shown || event.key === 'Escape' || (event.key === 'ArrowDown' && !value.includes('\n')))
      suggesting.onKeyDown(event)
    if (event.key === 'Enter' && !event.defaultPrevented) suggesting.close()
  }

  return (
    <Field {...{ label, hint, error, required, labelHidden }} className={cx('relative', className)}>
      {(control) => (
        <>
          <textarea
            {...control}
            {...suggesting.aria}
            aria-controls={shown ? suggesting.listId : undefined}
            aria-haspopup="listbox"
            autoComplete="off"
            rows={1}
            data-words
            placeholder={placeholder}
            className={cx(CONTROL, 'field-sizing-content h-auto! py-2')}
            value={value}
            onChange={(event) => {
              onChange(event.target.value)
              suggesting.typed()
            }}
            onBlur={suggesting.close}
            onKeyDown={onKeyDown}
          />
          <span role="status" className="sr-only">
            {shown && plural(items.length, '{count} suggestion', '{count} suggestions')}
          </span>
          {shown && <SuggestionList suggesting={suggesting} />}
        </>
      )}
    </Field>
  )
}
