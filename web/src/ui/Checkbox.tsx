// A tick box with its sentence beside it.
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'
import { cx } from './classes'

type Props = Omit<ComponentProps<'input'>, 'onChange' | 'type' | 'checked'> & {
  checked: boolean
  onChange: (checked: boolean) => void
  /** Some but not all: shown as a dash. */
  partly?: boolean
  hint?: ReactNode
  children: ReactNode
  labelHidden?: boolean
}

export function Checkbox({
  checked,
  onChange,
  partly = false,
  hint,
  children,
  labelHidden,
  className,
  ...rest
}: Props) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = partly
  }, [partly])
  return (
    <label className={cx('flex min-h-6 cursor-pointer items-start gap-2.5', className)}>
      <input
        {...rest}
        ref={box}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4.5 shrink-0 cursor-pointer accent-spark"
      />
      <span className={labelHidden ? 'sr-only' : undefined}>
        {children}
        {hint && <span className="block text-muted text-small">{hint}</span>}
      </span>
    </label>
  )
}
