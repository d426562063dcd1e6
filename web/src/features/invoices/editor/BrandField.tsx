// Which of the company's brands the document has; not asked while there is only one.
import { useQuery } from '@tanstack/react-query'
import { brandsOptions } from '~/lib/api/brands'
import { Select } from '~/ui/Select'
import type { PartProps } from './Head'

export function BrandField({ form, edit, errors }: PartProps) {
  const { data = [] } = useQuery({ ...brandsOptions(form.company), enabled: form.company !== '' })
  const chosen = form.more.brand_id ?? ''
  if (data.length < 2 && chosen === '') return null
  const options = data.map((one) => ({ value: one.id, label: one.name }))
  if (chosen !== '' && !data.some((one) => one.id === chosen)) options.push({ value: chosen, label: 'An archived one' })
  return (
    <Select
      label="Brand"
      value={chosen}
      onChange={(id) => edit((now) => ({ ...now, more: { ...now.more, brand_id: id || null } }))}
      options={[{ value: '', label: 'The usual one' }, ...options]}
      error={errors.brand_id}
    />
  )
}
