// One company: its logo, its facts, and putting it away.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { archiveCompany, companyOptions, restoreCompany } from '~/lib/api/company-settings'
import { can, useMe } from '~/lib/api/session'
import type { Company } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { Link } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { CompanyForm } from './CompanyForm'
import { draftOf } from './draft'
import { LogoField } from './LogoField'
import { PdfSettings } from './PdfSettings'
import { RulesForm } from './RulesForm'

const route = getRouteApi('/shell/settings/companies/$id')

function useArchiving(company: Company) {
  const client = useQueryClient()
  const settle = (changed: Company) => {
    client.setQueryData(['companies', company.id], changed)
    return client.invalidateQueries({ queryKey: ['companies'] })
  }
  const onError = (error: unknown) => toast(sentenceOf(error), { tone: 'late' })
  const restore = useMutation({ mutationFn: () => restoreCompany(company.id), onSuccess: settle, onError })
  const archive = useMutation({
    mutationFn: () => archiveCompany(company.id),
    onSuccess: async (changed) => {
      await settle(changed)
      toast(`${company.profile.name} is archived.`, { undo: () => restore.mutate() })
    },
    onError,
  })
  return { archive, restore }
}

function Editor({ company }: { company: Company }) {
  const me = useMe()
  const { archive, restore } = useArchiving(company)
  if (!can(me, 'companies.write')) {
    return (
      <Notice title="You can look at this company but not change it">Ask an owner, an admin or an accountant.</Notice>
    )
  }
  return (
    <div className="grid gap-8">
      {company.archived && (
        <Notice
          title="This company is archived"
          action={
            <Button size="small" onClick={() => restore.mutate()}>
              Restore
            </Button>
          }
        >
          It writes no new invoices; what it wrote stays.
        </Notice>
      )}
      <LogoField company={company} />
      <p className="-mt-4 text-muted">
        <Link to="/settings/companies/$id/brands" params={{ id: company.id }}>
          Colors, letters and more brands
        </Link>
      </p>
      <PdfSettings company={company.id} />
      <CompanyForm
        key={company.version}
        start={draftOf(company)}
        company={company}
        save="Save"
        onSaved={() => toast('Saved. New invoices show it; issued ones stay as they are.')}
        beside={
          !company.archived && (
            <Button tone="quiet" size="large" busy={archive.isPending} onClick={() => archive.mutate()}>
              Archive
            </Button>
          )
        }
      />
      <RulesForm company={company.id} />
    </div>
  )
}

export function CompanyPage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(companyOptions(id))
  if (error) return <ErrorState error={error} onRetry={refetch} title="This company could not be loaded" />
  return (
    <div className="max-w-form">
      <PageHeader title={data?.profile.name ?? 'Company'} above={<Link to="/settings/companies">Companies</Link>} />
      {data ? <Editor company={data} /> : <RowsSkeleton label="Loading the company" />}
    </div>
  )
}
