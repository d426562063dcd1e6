// The brands of a company: each with its logo, its colors and its letters.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { addBrand, type Brand, brandsOptions } from '~/lib/api/brands'
import { companyOptions } from '~/lib/api/company-settings'
import { can, useMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Checkbox } from '~/ui/Checkbox'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { Form } from '~/ui/Form'
import { Link, PlainLink } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { TextField } from '~/ui/TextField'
import { KindChoices } from './KindChoices'

const route = getRouteApi('/shell/settings/companies/$id/brands')

function Row({ brand }: { brand: Brand }) {
  const { palette, fonts } = brand.design
  const logo = brand.logos.find((one) => one.variant === 'full')
  const letters = [...new Set([fonts.heading, fonts.body].filter(Boolean))].join(' and ')
  return (
    <li className="border-line border-b">
      <PlainLink
        to="/settings/companies/$id/brands/$brand"
        params={{ id: brand.company_id, brand: brand.id }}
        className="flex items-center gap-4 px-2 py-3 hover:bg-ink/4"
      >
        <span className="flex h-11 w-16 shrink-0 items-center justify-center rounded-control border border-line bg-[#fff] p-1.5">
          {logo ? (
            <img src={logo.url} alt="" className="max-h-full max-w-full" />
          ) : (
            <span aria-hidden className="size-5 rounded-full" style={{ background: palette.primary }} />
          )}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-strong">{brand.name}</span>
          <span className="block truncate text-muted">
            {brand.is_default ? 'Default' : 'For what you choose it for'}
            {letters && ` · ${letters}`}
          </span>
        </span>
        <span aria-hidden className="flex -space-x-1.5">
          {[palette.primary, brand.contrast.accent, palette.secondary || palette.body, palette.surface].map(
            (color, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a color is known by its place
                key={index}
                className="size-5 rounded-full border border-line"
                style={{ background: color }}
              />
            ),
          )}
        </span>
      </PlainLink>
    </li>
  )
}

function AddDialog({ company, brands, onClose }: { company: string; brands: readonly Brand[]; onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [source, setSource] = useState(brands.find((one) => one.is_default)?.id ?? '')
  const submission = useSubmit(async () => {
    const made = await addBrand(company, name, source || null)
    await client.invalidateQueries({ queryKey: ['brands', company] })
    await navigate({ to: '/settings/companies/$id/brands/$brand', params: { id: company, brand: made.id } })
  })
  return (
    <Dialog open title="Add a brand" onClose={onClose}>
      <Form submission={submission} label="Add a brand">
        <TextField
          label="Name"
          hint="For example the name of a shop or a line of work."
          required
          maxLength={80}
          value={name}
          onChange={setName}
          error={submission.errors.name}
        />
        <Select
          label="Begin with"
          value={source}
          onChange={setSource}
          options={[
            ...brands.map((one) => ({ value: one.id, label: `A copy of ${one.name}` })),
            { value: '', label: 'Plain paper' },
          ]}
        />
        <Button type="submit" tone="primary" busy={submission.busy} className="justify-self-end">
          Add the brand
        </Button>
      </Form>
    </Dialog>
  )
}

export function Brands() {
  const me = useMe()
  const { id } = route.useParams()
  const [archived, setArchived] = useState(false)
  const [adding, setAdding] = useState(false)
  const company = useQuery(companyOptions(id))
  const { data, error, refetch } = useQuery(brandsOptions(id, archived))
  const add = (
    <Button tone="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
      Add a brand
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Brands"
        above={
          <Link to="/settings/companies/$id" params={{ id }}>
            {company.data?.profile.name ?? 'Company'}
          </Link>
        }
        lead="How invoices look: logo, colors, letters. What was issued keeps the look it was issued with."
        actions={can(me, 'companies.write') ? add : undefined}
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <RowsSkeleton rows={2} label="Loading the brands" />}
      {data?.length === 0 && <p className="text-muted">No brand is archived.</p>}
      {data && data.length > 0 && (
        <ul aria-label="Brands" className="border-line border-t">
          {data.map((brand) => (
            <Row key={brand.id} brand={brand} />
          ))}
        </ul>
      )}
      <div className="mt-6 flex flex-wrap items-center justify-between gap-3">
        <Checkbox checked={archived} onChange={setArchived}>
          Show archived brands
        </Checkbox>
        <ExportLinks path={`/v1/companies/${id}/brands`} query={{ archived }} />
      </div>
      {can(me, 'companies.write') && !archived && data && data.length > 1 && <KindChoices company={id} brands={data} />}
      {adding && data && <AddDialog company={id} brands={archived ? [] : data} onClose={() => setAdding(false)} />}
    </>
  )
}
