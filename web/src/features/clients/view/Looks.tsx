// How this client's documents look, for each company that writes to it: which brand, and which template.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { brandChoicesOptions, brandsOptions, chooseBrandForClient } from '~/lib/api/brands'
import { companiesOptions } from '~/lib/api/companies'
import { can, useMe } from '~/lib/api/session'
import {
  archivedTemplatesOptions,
  type Choosable,
  chooseTemplateForClient,
  ownTemplatesOptions,
  standardTemplatesOptions,
  templateChoicesOptions,
} from '~/lib/api/templates'
import type { Client } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { ErrorState } from '~/ui/ErrorState'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'

type Props = { client: Client; company: string; name: string | null }

const told = (problem: unknown) => toast(sentenceOf(problem), { tone: 'late' })
const saved = () => toast('Saved. New documents show it; issued ones stay as they are.')

function BrandChoice({ client: { id: client, archived }, company }: Props) {
  const me = useMe()
  const cache = useQueryClient()
  const brands = useQuery(brandsOptions(company))
  const choices = useQuery(brandChoicesOptions(company))
  const choose = useMutation({
    mutationFn: (brand: string) => chooseBrandForClient(company, client, brand || null),
    onSuccess: (now) => {
      cache.setQueryData(brandChoicesOptions(company).queryKey, [...now])
      saved()
    },
    onError: told,
  })
  const error = brands.error ?? choices.error
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([brands.refetch(), choices.refetch()])} />
  if (!brands.data || !choices.data) return <RowsSkeleton rows={1} label="Loading the brands" />
  const chosen = choices.data.find((one) => one.client_id === client && one.kind === null)?.brand_id ?? ''
  const options = [
    { value: '', label: 'As for everybody' },
    ...brands.data.map((one) => ({ value: one.id, label: one.name })),
  ]
  return (
    <Select
      label="Brand"
      value={options.some((one) => one.value === chosen) ? chosen : ''}
      onChange={(brand) => choose.mutate(brand)}
      options={options}
      disabled={archived || !can(me, 'companies.write') || choose.isPending}
    />
  )
}

function TemplateChoice({ client: { id: client, archived }, company }: Props) {
  const me = useMe()
  const cache = useQueryClient()
  const standard = useQuery(standardTemplatesOptions)
  const own = useQuery(ownTemplatesOptions)
  const away = useQuery(archivedTemplatesOptions)
  const choices = useQuery(templateChoicesOptions)
  const mine = choices.data?.filter((one) => one.client_id === client && one.kind === null) ?? []
  const now = mine.find((one) => one.company_id === company) ?? mine.find((one) => one.company_id === null)
  const choose = useMutation({
    mutationFn: (template: Choosable | null) =>
      chooseTemplateForClient(!template && now ? now.company_id : company, client, template),
    onSuccess: (now) => {
      cache.setQueryData(templateChoicesOptions.queryKey, [...now])
      saved()
    },
    onError: told,
  })
  const error = standard.error ?? own.error ?? away.error ?? choices.error
  if (error) {
    const again = () => void Promise.all([standard.refetch(), own.refetch(), away.refetch(), choices.refetch()])
    return <ErrorState error={error} onRetry={again} />
  }
  if (!standard.data || !own.data || !away.data || !choices.data)
    return <RowsSkeleton rows={1} label="Loading the templates" />
  const templates: Record<string, Choosable> = {}
  for (const { id, name, published } of own.data) if (published) templates[id] = { template_id: id, title: name }
  for (const { name, title } of standard.data) templates[name] = { standard: name, title }
  const chosen = now?.template_id ?? now?.standard ?? ''
  const still = away.data.find((one) => one.id === chosen)
  if (still) templates[still.id] = { template_id: still.id, title: `${still.name} (archived)` }
  return (
    <Select
      label="Template"
      value={chosen in templates ? chosen : ''}
      onChange={(key) => choose.mutate(templates[key] ?? null)}
      options={[
        { value: '', label: 'As for everybody' },
        ...Object.entries(templates).map(([value, { title }]) => ({ value, label: title })),
      ]}
      disabled={archived || !can(me, 'templates.write') || choose.isPending}
    />
  )
}

function OfCompany(props: Props) {
  const me = useMe()
  return (
    <fieldset>
      <legend className={props.name ? 'mb-2 font-strong' : 'sr-only'}>{props.name ?? 'How its documents look'}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <BrandChoice {...props} />
        {can(me, 'templates.read') && <TemplateChoice {...props} />}
      </div>
    </fieldset>
  )
}

export function Looks({ client }: { client: Client }) {
  const me = useMe()
  const { data, error, refetch } = useQuery(companiesOptions)
  if (!can(me, 'companies.read')) return null
  const companies = data?.filter((one) => !one.archived) ?? []
  return (
    <Section
      title="How its documents look"
      lead="Only where this client shall have another look than the rest. One document may still have another brand: choose it in the editor."
      className="max-w-form"
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton rows={1} label="Loading the companies" />}
      <div className="grid gap-6">
        {companies.map((one) => (
          <OfCompany
            key={one.id}
            client={client}
            company={one.id}
            name={companies.length > 1 ? one.profile.name : null}
          />
        ))}
      </div>
    </Section>
  )
}
