// One line or several lines of text.
import type { ComponentProps } from 'react'
import { cx } from './classes'
import { CONTROL, Field, type FieldProps } from './Field'

type Shared = FieldProps & { value: string; onChange: (value: string) => void }
type TextProps = Shared & Omit<ComponentProps<'input'>, keyof Shared>

export function TextField(props: TextProps) {
  const { label, hint, error, required, labelHidden, className, onChange, ...input } = props
  return (
    <Field {...{ label, hint, error, required, labelHidden, className }}>
      {(control) => (
        <input {...input} {...control} className={CONTROL} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}

type AreaProps = Shared & Omit<ComponentProps<'textarea'>, keyof Shared>

/** Grows with what is written in it. */
export function TextArea(props: AreaProps) {
  const { label, hint, error, required, labelHidden, className, onChange, rows = 3, ...area } = props
  return (
    <Field {...{ label, hint, error, required, labelHidden, className }}>
      {(control) => (
        <textarea
          {...area}
          {...control}
          rows={rows}
          className={cx(CONTROL, 'field-sizing-content h-auto! py-2')}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
