// Which of the company's bank accounts the client pays into; not asked while there is only one.
import { useQuery } from '@tanstack/react-query'
import { companiesOptions } from '~/lib/api/companies'
import type { Company } from '~/lib/api/types'
import { Select } from '~/ui/Select'
import type { PartProps } from './Head'

type Account = Company['bank_accounts'][number]

function nameOf({ label, bank_name, iban, account_number, currency }: Account): string {
  return [label || bank_name || 'Account', iban || account_number, currency].filter(Boolean).join(' · ')
}

export function PayToField({ form, edit, errors, preview }: PartProps) {
  const { data = [] } = useQuery(companiesOptions)
  const accounts = data.find((company) => company.id === form.company)?.bank_accounts ?? []
  if (accounts.length < 2) return null
  const currency = form.currency ?? preview?.document.currency
  // A chosen account that was removed since gives way to the usual one, as it does on the paper.
  const chosen = accounts.find((one) => one.id === form.more.bank_account_id)
  return (
    <Select
      label="Pay to"
      className="col-span-2"
      value={chosen?.id ?? ''}
      onChange={(id) => edit((now) => ({ ...now, more: { ...now.more, bank_account_id: id || null } }))}
      options={[
        { value: '', label: currency ? `The usual one for ${currency}` : 'The usual one' },
        ...accounts.map((one) => ({ value: one.id, label: nameOf(one) })),
      ]}
      error={errors.bank_account_id}
    />
  )
}
