// A number as people type it: either decimal sign, any digits, sums such as 40*150; the value is a decimal string.
import { type ComponentProps, useLayoutEffect, useRef, useState } from 'react'
import type { Decimal } from '~/lib/decimal'
import { useLocale } from '~/lib/locale'
import { formatDecimal, formatForEditing } from '~/lib/money'
import { decimalSign, readNumber } from '~/lib/read-number'
import { cx } from './classes'
import { CONTROL, Field, type FieldProps } from './Field'

type Shared = FieldProps & {
  value: Decimal | null
  /** Called for every readable state; null when the field is empty. Unreadable text keeps the last value. */
  onChange: (value: Decimal | null) => void
  /** Tells whether the text in the field can be read; a form must not be sent while it cannot. */
  onReadable?: (readable: boolean) => void
  /** Shown inside the field, after the number: a currency or a unit. */
  suffix?: string
  /** Digits shown at least, as a currency asks for. */
  digits?: number
}
type Props = Shared & Omit<ComponentProps<'input'>, keyof Shared>

function shownValue(value: Decimal | null, locale: string, digits: number): string {
  if (value === null) return ''
  const exact = formatForEditing(value, '.', digits)
  const places = exact.split('.')[1]?.length ?? 0
  const options = { minimumFractionDigits: places, maximumFractionDigits: places }
  return new Intl.NumberFormat(locale, options).format(exact as Intl.StringNumericLiteral).replace('-', '−')
}

export function DecimalField(props: Props) {
  const { label, hint, error, required, labelHidden, className, value, onChange, onReadable, suffix, ...others } = props
  const { digits = 0, onFocus, onBlur, ...input } = others
  const locale = useLocale()
  const [typed, setTyped] = useState<string | null>(null)
  const [focused, setFocused] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const reading = typed === null || typed.trim() === '' ? null : readNumber(typed, locale)
  const unreadable = typed !== null && typed.trim() !== '' && reading === null
  const example = formatDecimal('1234.5', locale)
  const complaint = `“${typed}” is not a number. Write it like ${example}, or as a sum like 40*150.`

  // Taking the grouping out on arrival would lose the selection that Tab made.
  useLayoutEffect(() => {
    if (focused) box.current?.select()
  }, [focused])

  function change(text: string) {
    setTyped(text)
    const empty = text.trim() === ''
    const read = empty ? null : readNumber(text, locale)
    if (empty || read) onChange(read?.value ?? null)
    onReadable?.(empty || read !== null)
  }

  return (
    <Field
      {...{ label, hint, required, labelHidden, className }}
      error={unreadable && !focused ? complaint : error}
      note={reading?.guessed ? `Read as ${shownValue(reading.value, locale, digits)}` : undefined}
    >
      {(control) => (
        <span className="relative block">
          <input
            {...input}
            {...control}
            ref={box}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className={cx(CONTROL, 'text-end', suffix && 'pe-12')}
            value={typed ?? shownValue(value, locale, digits)}
            onChange={(event) => change(event.target.value)}
            onFocus={(event) => {
              setFocused(true)
              if (typed === null && value !== null) setTyped(formatForEditing(value, decimalSign(locale), digits))
              onFocus?.(event)
            }}
            onBlur={(event) => {
              setFocused(false)
              if (!unreadable && !reading?.guessed) setTyped(null)
              if (reading?.guessed) setTimeout(() => setTyped((now) => (now === typed ? null : now)), 1500)
              onBlur?.(event)
            }}
          />
          {suffix && (
            <span
              aria-hidden
              className="-translate-y-1/2 pointer-events-none absolute end-3 top-1/2 text-muted text-small"
            >
              {suffix}
            </span>
          )}
        </span>
      )}
    </Field>
  )
}
