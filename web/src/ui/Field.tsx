// What every form field has: a label, a hint, the sentence that says what is wrong, and the wiring between them.
import { CircleAlert } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cx } from './classes'

export type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  required?: boolean
  /** Keeps the label for screen readers only (cells of a table). */
  labelHidden?: boolean
  className?: string
}

export type ControlProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** The look of a box one types into. */
export const CONTROL = cx(
  'h-9 w-full min-w-0 rounded-control border border-edge bg-surface px-3 text-ink',
  'transition-[border-color] hover:border-ink/60 aria-invalid:border-late aria-invalid:border-2',
  'focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-spark focus-visible:border-spark',
  'disabled:bg-sunken disabled:text-muted pointer-coarse:h-11 pointer-coarse:text-lead',
)

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-1.5 flex items-start gap-1.5 text-late">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  )
}

type Props = FieldProps & { note?: ReactNode; children: (control: ControlProps) => ReactNode }

export function Field({ label, hint, error, required, labelHidden, className, note, children }: Props) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : '', note ? `${id}-note` : '']
  return (
    <div className={className}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1.5 flex items-baseline gap-2 font-strong'}>
        {label}
        {required === false && <span className="font-normal text-muted text-small">optional</span>}
      </label>
      {children({
        id,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      <div aria-live="polite">
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        {note && (
          <p id={`${id}-note`} className="mt-1.5 text-muted text-small">
            {note}
          </p>
        )}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-muted text-small">
          {hint}
        </p>
      )}
    </div>
  )
}
