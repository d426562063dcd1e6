// The number a draft will get: the next of its series, and which series where there are several.
import { useQuery } from '@tanstack/react-query'
import { invoiceOptions } from '~/lib/api/invoices'
import { seriesOptions } from '~/lib/api/series'
import { Select } from '~/ui/Select'
import { type Kind, numberedAs } from '../kinds'

type Props = {
  draftId: string | null
  kind: Kind
  /** Null for what the draft says. */
  value: string | null
  onChange: (seriesId: string | null) => void
}

export function NumberIn({ draftId, kind, value, onChange }: Props) {
  const { data: draft } = useQuery({ ...invoiceOptions(draftId ?? ''), enabled: draftId !== null })
  const { data: series } = useQuery(seriesOptions)
  const found = series?.filter((one) => one.company_id === draft?.company_id && one.kind === numberedAs(kind)) ?? []
  const chosen = found.find((one) => one.id === (value ?? draft?.series_id)) ?? found.find((one) => one.is_default)
  if (!chosen) return null
  if (found.length === 1) {
    // A count of each client apart shows a sample's number, which would mislead here.
    return chosen.per_client ? null : <p className="-mt-3 mb-5 text-muted">Its number will be {chosen.next_number}.</p>
  }
  return (
    <Select
      label="Number series"
      className="mb-5"
      value={chosen.id}
      onChange={onChange}
      options={found.map((one) => ({ value: one.id, label: `${one.next_number} · ${one.name || 'Standard'}` }))}
      hint="The next number of each series."
    />
  )
}
