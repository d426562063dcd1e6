// Adding or changing a company; the server checks tax numbers and the IBAN, and its sentences land on the fields.
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { createCompany, updateCompany } from '~/lib/api/company-settings'
import type { Company } from '~/lib/api/types'
import { useSubmit } from '~/lib/submit'
import { Button } from '~/ui/Button'
import { Form } from '~/ui/Form'
import { CompanyFields } from './CompanyFields'
import { type CompanyDraft, requestOf } from './draft'

type Props = {
  start: CompanyDraft
  /** The company that is changed; without it one is added. */
  company?: Company
  onSaved: (company: Company) => void
  save: string
  short?: boolean
  beside?: ReactNode
}

export function CompanyForm({ start, company, onSaved, save, short, beside }: Props) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(start)
  const submission = useSubmit(async () => {
    const wish = requestOf(draft)
    const saved = company ? await updateCompany(company.id, company.version, wish) : await createCompany(wish)
    client.setQueryData(['companies', saved.id], saved)
    await Promise.all(['companies', 'series'].map((kind) => client.invalidateQueries({ queryKey: [kind] })))
    onSaved(saved)
  })
  return (
    <Form submission={submission} label={company ? 'Company' : 'New company'}>
      <CompanyFields draft={draft} onChange={setDraft} errors={submission.errors} short={short} />
      <div className="flex flex-wrap gap-3 border-line border-t pt-6">
        <Button type="submit" tone="primary" size="large" busy={submission.busy}>
          {save}
        </Button>
        {beside}
      </div>
    </Form>
  )
}
