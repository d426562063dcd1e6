// Which brand the documents of each kind have, where it is not the default.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type Brand, brandChoicesOptions, chooseBrandForKind, type Kind } from '~/lib/api/brands'
import { sentenceOf } from '~/lib/problem'
import { ErrorState } from '~/ui/ErrorState'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { KINDS } from './words'

type Props = { company: string; brands: readonly Brand[] }

export function KindChoices({ company, brands }: Props) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(brandChoicesOptions(company))
  const choose = useMutation({
    mutationFn: ({ kind, brand }: { kind: Kind; brand: string }) => chooseBrandForKind(company, kind, brand || null),
    onSuccess: (now) => {
      client.setQueryData(brandChoicesOptions(company).queryKey, [...now])
      toast('Saved. New documents show it; issued ones stay as they are.')
    },
    onError: (problem) => toast(sentenceOf(problem), { tone: 'late' }),
  })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <RowsSkeleton rows={3} label="Loading what brands are used for" />
  const chosen = (kind: Kind) => data.find((one) => one.kind === kind && one.client_id === null)?.brand_id ?? ''
  const usual = brands.find((one) => one.is_default)?.name ?? 'The default'
  const options = [
    { value: '', label: `${usual} (default)` },
    ...brands.filter((one) => !one.is_default).map((one) => ({ value: one.id, label: one.name })),
  ]
  return (
    <Section
      title="By kind of document"
      lead="A document may have another brand than its kind: choose it in the editor."
      className="mt-10"
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {KINDS.map(({ kind, label }) => (
          <Select
            key={kind}
            label={label}
            value={options.some((one) => one.value === chosen(kind)) ? chosen(kind) : ''}
            onChange={(brand) => choose.mutate({ kind, brand })}
            options={options}
            disabled={choose.isPending}
          />
        ))}
      </div>
    </Section>
  )
}
