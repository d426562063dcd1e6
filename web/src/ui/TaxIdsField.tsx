// Tax registrations: a name such as VAT and a number each; the server checks the check digits.
import { Plus, Trash2 } from 'lucide-react'
import type { FieldErrors } from '~/lib/problem'
import { Button, IconButton } from './Button'
import { TextField } from './TextField'

export type TaxIdValue = { scheme: string; value: string }

type Props = {
  value: readonly TaxIdValue[]
  onChange: (value: TaxIdValue[]) => void
  errors: FieldErrors
  /** Where the list stands in the request: "profile.tax_ids". */
  path: string
  country: string
}

const USUAL: Readonly<Record<string, string>> = { US: 'EIN', AU: 'ABN', IN: 'GSTIN', CA: 'BN', BR: 'CNPJ', MX: 'RFC' }

export function TaxIdsField({ value, onChange, errors, path, country }: Props) {
  const change = (at: number, part: Partial<TaxIdValue>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-strong">Tax numbers</legend>
      {value.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tax number has no identity but its place
        <div key={index} className="grid grid-cols-[6.5rem_1fr_auto] items-start gap-2">
          <TextField
            label={`Name of tax number ${index + 1}`}
            labelHidden
            placeholder="VAT"
            value={one.scheme}
            onChange={(scheme) => change(index, { scheme })}
            error={errors[`${path}.${index}.scheme`]}
          />
          <TextField
            label={`Tax number ${index + 1}`}
            labelHidden
            placeholder={one.scheme === 'VAT' && country ? `${country} and the digits` : 'The number'}
            value={one.value}
            onChange={(text) => change(index, { value: text })}
            error={errors[`${path}.${index}.value`]}
          />
          <IconButton
            label={`Remove tax number ${index + 1}`}
            onClick={() => onChange(value.filter((_, other) => other !== index))}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        </div>
      ))}
      <Button
        size="small"
        className="justify-self-start"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => onChange([...value, { scheme: USUAL[country] ?? 'VAT', value: '' }])}
      >
        Add a tax number
      </Button>
    </fieldset>
  )
}
