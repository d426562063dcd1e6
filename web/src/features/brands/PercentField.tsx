// A whole number from 0 to 100; what cannot be read is marked, and the last number stays.
import { useState } from 'react'
import { CONTROL } from '~/ui/Field'

type Props = { label: string; letter: string; value: number; onChange: (value: number) => void }

function read(text: string): number | null {
  const digits = text.trim()
  if (digits === '') return 0
  return /^\d{1,3}$/.test(digits) && Number(digits) <= 100 ? Number(digits) : null
}

export function PercentField({ label, letter, value, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  function type(text: string) {
    setTyped(text)
    const percent = read(text)
    if (percent !== null) onChange(percent)
  }
  return (
    <span className="relative w-16">
      <span aria-hidden className="-translate-y-1/2 pointer-events-none absolute start-2 top-1/2 text-muted text-small">
        {letter}
      </span>
      <input
        aria-label={label}
        aria-invalid={(typed !== null && read(typed) === null) || undefined}
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? String(value)}
        onChange={(event) => type(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(null)}
        className={`${CONTROL} ps-5! pe-2! text-end tabular-nums`}
      />
    </span>
  )
}
