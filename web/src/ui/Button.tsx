// The button: its label says what happens; one primary button a screen wears the spark.
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './classes'

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'medium' | 'small' | 'large'

const TONES: Record<ButtonTone, string> = {
  primary: 'bg-spark text-on-spark hover:bg-spark-strong',
  secondary: 'bg-surface text-ink border-edge border hover:bg-sunken',
  quiet: 'text-ink hover:bg-ink/7',
  danger: 'bg-late text-on-late hover:opacity-90',
}

const SIZES: Record<ButtonSize, string> = {
  small: 'h-8 px-2.5 gap-1.5 pointer-coarse:min-h-11',
  medium: 'h-9 px-3.5 gap-2 pointer-coarse:min-h-11',
  large: 'h-11 px-5 gap-2 text-lead',
}

/** The skin, for things that must look like a button but are links or triggers. */
export function buttonClass(tone: ButtonTone = 'secondary', size: ButtonSize = 'medium', square = false): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center rounded-control font-strong whitespace-nowrap select-none',
    'transition-colors active:translate-y-px disabled:opacity-50 disabled:active:translate-y-0',
    'aria-disabled:opacity-50 data-disabled:opacity-50',
    TONES[tone],
    SIZES[size],
    square && 'aspect-square px-0!',
  )
}

type Props = ComponentProps<'button'> & {
  tone?: ButtonTone
  size?: ButtonSize
  icon?: ReactNode
  busy?: boolean
}

export function Button({ tone, size, icon, busy = false, children, className, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
      className={cx(buttonClass(tone, size), className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : icon}
      {children}
    </button>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label' | 'children'> & {
  label: string
  children: ReactNode
  tone?: ButtonTone
  size?: ButtonSize
}

/** A button that is only a picture; its label is read out and shown on hover. */
export function IconButton({ label, tone = 'quiet', size, children, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={cx(buttonClass(tone, size, true), className)}
    >
      {children}
    </button>
  )
}
