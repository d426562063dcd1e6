// The address of the company the invoice is from, and where the goods leave; not asked while there is only the registered one.
import { useQuery } from '@tanstack/react-query'
import { companiesOptions } from '~/lib/api/companies'
import { Select } from '~/ui/Select'
import type { PartProps } from './Head'

export function AddressFields({ form, edit, errors }: PartProps) {
  const { data = [] } = useQuery(companiesOptions)
  const company = data.find((one) => one.id === form.company)
  if (!company || company.addresses.length === 0) return null
  const home = company.profile.address
  const branches = company.addresses.filter((one) => one.role !== 'warehouse' && one.address.country === home.country)
  const choices = (places: typeof company.addresses) =>
    places.map((one) => ({ value: one.id, label: [one.name, one.address.city].filter(Boolean).join(' · ') }))
  const set = (field: 'seller_address_id' | 'ship_from_id') => (id: string) =>
    edit((now) => ({ ...now, more: { ...now.more, [field]: id || null } }))
  return (
    <>
      {branches.length > 0 && (
        <Select
          label="Your address"
          value={form.more.seller_address_id ?? ''}
          onChange={set('seller_address_id')}
          options={[{ value: '', label: `Registered${home.city ? ` · ${home.city}` : ''}` }, ...choices(branches)]}
          error={errors.seller_address_id}
        />
      )}
      <Select
        label="Ships from"
        value={form.more.ship_from_id ?? ''}
        onChange={set('ship_from_id')}
        options={[{ value: '', label: 'Not said' }, ...choices(company.addresses)]}
        error={errors.ship_from_id}
      />
    </>
  )
}
