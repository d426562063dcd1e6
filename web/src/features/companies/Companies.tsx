// The companies of the organization: each writes invoices under its own name and numbers.
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { companyListOptions } from '~/lib/api/company-settings'
import { can, useMe } from '~/lib/api/session'
import type { Company } from '~/lib/api/types'
import { countryName } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import { Checkbox } from '~/ui/Checkbox'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { LinkButton, PlainLink } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'

function Row({ company }: { company: Company }) {
  const locale = useLocale()
  const { address, name } = company.profile
  const place = [address.city, countryName(address.country, locale)].filter(Boolean).join(', ')
  return (
    <li className="border-line border-b">
      <PlainLink
        to="/settings/companies/$id"
        params={{ id: company.id }}
        className="flex items-center gap-4 px-2 py-3 hover:bg-ink/4"
      >
        <span className="flex h-11 w-16 shrink-0 items-center justify-center rounded-control border border-line bg-white p-1.5">
          {company.logo_url ? (
            <img src={company.logo_url} alt="" className="max-h-full max-w-full" />
          ) : (
            <span aria-hidden className="size-5 rounded-full" style={{ background: company.brand_color }} />
          )}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-strong">{name}</span>
          <span className="block truncate text-muted">{place}</span>
        </span>
        <span className="text-muted max-sm:hidden">{company.currency}</span>
        {company.bank_accounts.length === 0 && <span className="text-spark max-sm:hidden">No bank account</span>}
      </PlainLink>
    </li>
  )
}

function List({ archived }: { archived: boolean }) {
  const { data, error, refetch } = useQuery(companyListOptions(archived))
  if (error) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <RowsSkeleton rows={3} label="Loading companies" />
  if (data.length > 0) {
    return (
      <ul aria-label="Companies" className="border-line border-t">
        {data.map((company) => (
          <Row key={company.id} company={company} />
        ))}
      </ul>
    )
  }
  if (archived) return <p className="text-muted">No company is archived.</p>
  return (
    <EmptyState
      drawing="clients"
      title="No company yet"
      action={
        <LinkButton to="/settings/companies/new" tone="primary">
          Add your company
        </LinkButton>
      }
    >
      A company writes the invoices. Its name, tax number and bank account stand on every one.
    </EmptyState>
  )
}

export function Companies() {
  const me = useMe()
  const [archived, setArchived] = useState(false)
  const add = (
    <LinkButton to="/settings/companies/new" tone="primary">
      <Plus aria-hidden className="size-4" />
      Add a company
    </LinkButton>
  )
  return (
    <>
      <PageHeader title="Companies" actions={can(me, 'companies.write') ? add : undefined} />
      <List archived={archived} />
      <Checkbox className="mt-6" checked={archived} onChange={setArchived}>
        Show archived companies
      </Checkbox>
    </>
  )
}
