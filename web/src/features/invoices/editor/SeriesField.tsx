// Which series the invoice is numbered in; not asked while its kind has only one.
import { useQuery } from '@tanstack/react-query'
import { seriesOptions } from '~/lib/api/series'
import { Select } from '~/ui/Select'
import { numberedAs } from '../kinds'
import type { PartProps } from './Head'

export function SeriesField({ form, edit, errors }: PartProps) {
  const { data = [] } = useQuery(seriesOptions)
  const found = data.filter((one) => one.company_id === form.company && one.kind === numberedAs(form.kind))
  if (found.length < 2) return null
  const usual = found.find((one) => one.is_default)
  const others = found.filter((one) => !one.is_default)
  return (
    <Select
      label="Number series"
      className="col-span-2"
      hint="The next number of each; the invoice gets its own when you issue it."
      value={others.some((one) => one.id === form.more.series_id) ? (form.more.series_id ?? '') : ''}
      onChange={(id) => edit((now) => ({ ...now, more: { ...now.more, series_id: id || null } }))}
      options={[
        { value: '', label: `${usual?.next_number ?? ''} · ${usual?.name || 'Standard'}` },
        ...others.map((one) => ({ value: one.id, label: `${one.next_number} · ${one.name}` })),
      ]}
      error={errors.series_id}
    />
  )
}
