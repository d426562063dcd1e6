// Changing the organization's facts.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Organization, organizationOptions, updateOrganization } from '~/lib/api/organization'
import { can, useMe } from '~/lib/api/session'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { ErrorState } from '~/ui/ErrorState'
import { Form } from '~/ui/Form'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { type OrganizationDraft, OrganizationFields } from './OrganizationFields'

function Editor({ organization }: { organization: Organization }) {
  const me = useMe()
  const client = useQueryClient()
  const { name, country, time_zone, base_currency, language } = organization
  const [draft, setDraft] = useState<OrganizationDraft>({ name, country, time_zone, base_currency })
  const submission = useSubmit(async () => {
    await updateOrganization(organization.version, { ...draft, language })
    await client.invalidateQueries()
    toast('Saved.')
  })
  return (
    <Form submission={submission} label="Organization">
      <OrganizationFields draft={draft} onChange={setDraft} errors={submission.errors} />
      {can(me, 'organization.write') && (
        <Button type="submit" tone="primary" size="large" busy={submission.busy} className="justify-self-start">
          Save
        </Button>
      )}
    </Form>
  )
}

export function OrganizationSettings() {
  const { data, error, refetch } = useQuery(organizationOptions)
  return (
    <div className="max-w-form">
      <PageHeader title="Organization" lead="It holds your companies, clients and invoices." />
      {error && <ErrorState error={error} onRetry={refetch} />}
      {!data && !error && <RowsSkeleton rows={4} label="Loading the organization" />}
      {data && <Editor key={data.version} organization={data} />}
    </div>
  )
}
