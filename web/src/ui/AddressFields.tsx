// A postal address, in the order people write one.
import { countryOptions } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import type { FieldErrors } from '~/lib/problem'
import { Select } from './Select'
import { TextField } from './TextField'

export type AddressValue = {
  line1: string
  line2: string
  city: string
  postal_code: string
  region: string
  country: string
}

export const NO_ADDRESS: AddressValue = { line1: '', line2: '', city: '', postal_code: '', region: '', country: '' }

type Props = {
  value: AddressValue
  onChange: (value: AddressValue) => void
  errors: FieldErrors
  /** Where the address stands in the request: "profile.address". */
  path: string
}

export function AddressFields({ value, onChange, errors, path }: Props) {
  const locale = useLocale()
  const part = (name: keyof AddressValue) => ({
    value: value[name],
    onChange: (text: string) => onChange({ ...value, [name]: text }),
    error: errors[`${path}.${name}`],
  })
  return (
    <>
      <TextField label="Street and number" autoComplete="address-line1" {...part('line1')} />
      <TextField
        label="Second line"
        required={false}
        autoComplete="address-line2"
        placeholder="Building, floor, c/o"
        {...part('line2')}
      />
      <div className="grid gap-5 sm:grid-cols-[10rem_1fr]">
        <TextField label="Postal code" autoComplete="postal-code" {...part('postal_code')} />
        <TextField label="City" autoComplete="address-level2" {...part('city')} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField label="State or region" required={false} autoComplete="address-level1" {...part('region')} />
        <Select
          label="Country"
          autoComplete="country"
          {...part('country')}
          options={[{ value: '', label: 'Choose a country' }, ...countryOptions(locale)]}
        />
      </div>
    </>
  )
}
