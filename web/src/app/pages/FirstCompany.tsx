// The second step after signing up: the company that writes the invoices, and its logo once it is there.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { CompanyForm } from '~/features/companies/CompanyForm'
import { LogoField } from '~/features/companies/LogoField'
import { useNewDraft } from '~/features/companies/NewCompany'
import { StepPage } from '~/features/organization/StepPage'
import type { Company } from '~/lib/api/types'
import { LinkButton } from '~/ui/Link'

function Logo({ company, onChange }: { company: Company; onChange: (company: Company) => void }) {
  return (
    <div className="grid gap-8">
      <LogoField company={company} onChange={onChange} />
      <LinkButton to="/onboarding/client" tone="primary" size="large" className="justify-self-start">
        {company.logo_url ? 'Continue' : 'Continue without a logo'}
      </LinkButton>
    </div>
  )
}

export function FirstCompany() {
  const navigate = useNavigate()
  const start = useNewDraft()
  const [company, setCompany] = useState<Company | null>(null)
  if (company) {
    return (
      <StepPage step={2} title="Put your logo on it" lead="It stands at the top of every invoice and mail." skippable>
        <Logo company={company} onChange={setCompany} />
      </StepPage>
    )
  }
  return (
    <StepPage
      step={2}
      title="What stands on your invoices?"
      lead="Your address, tax number and bank account. You can leave out what you do not have at hand."
      skippable
    >
      <CompanyForm
        short
        start={start}
        save="Continue"
        onSaved={(saved) => {
          setCompany(saved)
          void navigate({ to: '/onboarding/company', resetScroll: true })
        }}
      />
    </StepPage>
  )
}
