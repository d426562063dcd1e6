// The lines of an amendment: changed, added and taken out.
import { Plus, X } from 'lucide-react'
import type { LineIn, TaxRate } from '~/lib/api/types'
import type { Decimal } from '~/lib/decimal'
import { minorDigits } from '~/lib/money'
import type { FieldErrors } from '~/lib/problem'
import { Button, IconButton } from '~/ui/Button'
import { DecimalField } from '~/ui/DecimalField'
import { Select } from '~/ui/Select'
import { TextField } from '~/ui/TextField'

/** A line with a name of its own, so that taking one out leaves the others as they are. */
export type AmendLine = { key: string; line: LineIn }

const isItem = ({ line }: AmendLine) => line.kind === undefined || line.kind === 'item' || line.kind === 'optional'

/** What an added line begins as: one of what was sold last, taxed like it. */
export function addedLine(lines: readonly AmendLine[], key: string): AmendLine {
  const last = lines.findLast(isItem)?.line
  return {
    key,
    line: { kind: 'item', description: '', quantity: '1', unit: last?.unit ?? '', tax: last?.tax ?? 'standard' },
  }
}

type RowProps = {
  one: AmendLine
  at: number
  currency: string
  rates: readonly TaxRate[]
  errors: FieldErrors
  onChange: (part: Partial<LineIn>) => void
  onRemove: () => void
}

function taxChoices(rates: readonly TaxRate[], tax: string) {
  const known = rates.map((rate) => ({ value: rate.key, label: rate.label }))
  return known.some((one) => one.value === tax) ? known : [...known, { value: tax, label: tax.replaceAll('_', ' ') }]
}

function Row({ one, at, currency, rates, errors, onChange, onRemove }: RowProps) {
  const { line } = one
  const error = (field: string) => errors[`lines.${at}.${field}`] ?? errors[`draft.lines.${at}.${field}`]
  return (
    <fieldset className="grid grid-cols-2 items-start gap-3 border-line border-b pb-4 sm:grid-cols-[minmax(0,1fr)_5.5rem_5rem_8rem_8.5rem_2.25rem]">
      <legend className="sr-only">Line {at + 1}</legend>
      <div className="col-span-2 sm:col-span-1">
        <TextField
          label="Description"
          value={line.description ?? ''}
          onChange={(description) => onChange({ description })}
          error={error('description')}
        />
      </div>
      {isItem(one) && (
        <>
          <DecimalField
            label="Quantity"
            value={(line.quantity ?? null) as Decimal | null}
            onChange={(quantity) => onChange({ quantity: quantity ?? '0' })}
            error={error('quantity')}
          />
          <TextField label="Unit" value={line.unit ?? ''} onChange={(unit) => onChange({ unit })} />
          <DecimalField
            label="Price"
            suffix={currency}
            digits={minorDigits(currency)}
            value={(line.unit_price ?? null) as Decimal | null}
            onChange={(unit_price) => onChange({ unit_price: unit_price ?? '0' })}
            error={error('unit_price')}
          />
          <Select
            label="Tax"
            value={line.tax ?? 'standard'}
            onChange={(tax) => onChange({ tax })}
            options={taxChoices(rates, line.tax ?? 'standard')}
            error={error('tax')}
          />
        </>
      )}
      <IconButton
        label={`Take line ${at + 1} out`}
        className="justify-self-end self-end max-sm:col-span-2 sm:mb-0.5"
        onClick={onRemove}
      >
        <X aria-hidden className="size-4" />
      </IconButton>
    </fieldset>
  )
}

type Props = {
  lines: readonly AmendLine[]
  currency: string
  rates: readonly TaxRate[]
  errors: FieldErrors
  onChange: (lines: readonly AmendLine[]) => void
  newKey: () => string
}

export function AmendLines({ lines, currency, rates, errors, onChange, newKey }: Props) {
  return (
    <div className="grid gap-4">
      {lines.map((one, at) => (
        <Row
          key={one.key}
          one={one}
          at={at}
          currency={currency}
          rates={rates}
          errors={errors}
          onChange={(part) =>
            onChange(lines.map((other) => (other === one ? { ...one, line: { ...one.line, ...part } } : other)))
          }
          onRemove={() => onChange(lines.filter((other) => other !== one))}
        />
      ))}
      <Button
        className="justify-self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => onChange([...lines, addedLine(lines, newKey())])}
      >
        Add a line
      </Button>
    </div>
  )
}
