// Another company of the organization.
import { useNavigate } from '@tanstack/react-router'
import { useMe } from '~/lib/api/session'
import { Link } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { toast } from '~/ui/toasts'
import { CompanyForm } from './CompanyForm'
import { newDraft } from './draft'

/** What a new company takes over from its organization. */
export function useNewDraft() {
  const { organization } = useMe()
  return newDraft({
    name: organization?.name ?? '',
    country: organization?.country ?? '',
    currency: organization?.base_currency ?? 'EUR',
    language: organization?.language ?? 'en',
  })
}

export function NewCompany() {
  const navigate = useNavigate()
  const start = useNewDraft()
  return (
    <div className="max-w-form">
      <PageHeader title="Add a company" above={<Link to="/settings/companies">Companies</Link>} />
      <CompanyForm
        start={start}
        save="Add the company"
        onSaved={(company) => {
          toast(`${company.profile.name} can write invoices now.`)
          void navigate({ to: `/settings/companies/${company.id}` })
        }}
      />
    </div>
  )
}
