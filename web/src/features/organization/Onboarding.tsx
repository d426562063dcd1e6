// The first step after signing up: the organization that will own everything.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createOrganization } from '~/lib/api/organization'
import { meOptions } from '~/lib/api/session'
import { likelyCountry, likelyCurrency } from '~/lib/countries'
import { useLocale } from '~/lib/locale'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { type OrganizationDraft, OrganizationFields } from './OrganizationFields'
import { StepPage } from './StepPage'

const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function Onboarding() {
  const locale = useLocale()
  const client = useQueryClient()
  const navigate = useNavigate()
  const country = likelyCountry(locale) ?? 'DE'
  const start: OrganizationDraft = {
    name: '',
    country,
    time_zone: TIME_ZONE,
    base_currency: likelyCurrency(country) ?? 'EUR',
  }
  const [draft, setDraft] = useState(start)
  const change = (next: OrganizationDraft) => {
    const moved = next.country !== draft.country
    setDraft(moved ? { ...next, base_currency: likelyCurrency(next.country) ?? next.base_currency } : next)
  }
  const submission = useSubmit(async () => {
    await createOrganization(draft)
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
    await client.fetchQuery({ ...meOptions, staleTime: 0 })
    await navigate({ to: '/onboarding/company' })
  })
  return (
    <StepPage
      step={1}
      title="Who are you invoicing for?"
      lead="An organization holds your companies, clients and invoices. All of this can be changed later."
    >
      <Form submission={submission} label="Your organization">
        <OrganizationFields draft={draft} onChange={change} errors={submission.errors} />
        <Button type="submit" tone="primary" size="large" busy={submission.busy} className="mt-2 sm:justify-self-start">
          Continue
        </Button>
      </Form>
    </StepPage>
  )
}
