// Clients of one segment or with one tag: one choice for both, as either names a group.
import { useQuery } from '@tanstack/react-query'
import { clientTagsOptions, segmentsOptions } from '~/lib/api/client-parts'
import { Select } from '~/ui/Select'
import type { ClientSearch } from './search'

type Props = { search: ClientSearch; onChange: (part: Partial<ClientSearch>) => void }

export function GroupFilter({ search, onChange }: Props) {
  const { data: segments = [] } = useQuery(segmentsOptions)
  const { data: tags = [] } = useQuery(clientTagsOptions)
  if (segments.length + tags.length === 0 && !search.segment && !search.tag) return null
  const value = search.segment ? `segment:${search.segment}` : search.tag ? `tag:${search.tag}` : ''
  const known = [
    ...segments.map((one) => ({ value: `segment:${one.id}`, label: one.name })),
    ...tags.map((tag) => ({ value: `tag:${tag}`, label: `Tag: ${tag}` })),
  ]
  const kept =
    value === '' || known.some((one) => one.value === value) ? [] : [{ value, label: search.tag ?? 'A segment' }]
  return (
    <Select
      label="Segment or tag"
      labelHidden
      className="w-44"
      value={value}
      onChange={(chosen) => {
        const [kind, ...name] = chosen.split(':')
        const rest = name.join(':')
        onChange({ segment: kind === 'segment' ? rest : undefined, tag: kind === 'tag' ? rest : undefined })
      }}
      options={[{ value: '', label: 'All clients' }, ...known, ...kept]}
    />
  )
}
