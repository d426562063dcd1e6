// Which companies somebody may see: all of them, or only some.
import { useQuery } from '@tanstack/react-query'
import { companiesOptions } from '~/lib/api/companies'
import { Checkbox } from '~/ui/Checkbox'
import { FieldError } from '~/ui/Field'

type Props = { value: string[] | null; onChange: (ids: string[] | null) => void; error?: string | undefined }

export function CompanyScope({ value, onChange, error }: Props) {
  const { data: companies } = useQuery(companiesOptions)
  if (!companies || companies.length < 2) return error ? <FieldError>{error}</FieldError> : null
  const toggle = (id: string, on: boolean) => onChange((value ?? []).filter((one) => one !== id).concat(on ? [id] : []))
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-strong">Companies</legend>
      <Checkbox checked={value === null} onChange={(all) => onChange(all ? null : companies.map((one) => one.id))}>
        All companies, also those to come
      </Checkbox>
      {value !== null &&
        companies.map((company) => (
          <Checkbox
            key={company.id}
            className="ms-7"
            checked={value.includes(company.id)}
            onChange={(on) => toggle(company.id, on)}
          >
            {company.profile.name}
          </Checkbox>
        ))}
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}
