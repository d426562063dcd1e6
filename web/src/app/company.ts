// Which of several companies one writes invoices for, and the way to another one; of no interest while there is only one.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { chooseDefaultCompany, companiesOptions, defaultCompanyOptions } from '~/lib/api/companies'
import type { Company } from '~/lib/api/types'
import { sentenceOf } from '~/lib/problem'
import { toast } from '~/ui/toasts'

export type CompanyChoice = {
  /** The companies to choose from; none while there are fewer than two. */
  companies: readonly Company[]
  current: Company | undefined
  choose: (company: Company) => Promise<void>
}

export function useCompanyChoice(): CompanyChoice {
  const client = useQueryClient()
  const { data: companies = [] } = useQuery(companiesOptions)
  const { data: chosen } = useQuery(defaultCompanyOptions)
  async function choose({ id, profile }: Company) {
    try {
      await chooseDefaultCompany(id)
      client.setQueryData(defaultCompanyOptions.queryKey, id)
      toast(`New invoices come from ${profile.name}.`)
    } catch (error) {
      toast(sentenceOf(error), { tone: 'late' })
    }
  }
  return {
    companies: companies.length > 1 ? companies : [],
    current: companies.find((company) => company.id === chosen) ?? companies[0],
    choose,
  }
}

/** The choice as a group of a menu; nothing while there is nothing to choose. */
export function companyActs({ companies, current, choose }: CompanyChoice) {
  if (companies.length === 0) return []
  const acts = companies.map((company) => ({
    id: company.id,
    label: company.profile.name,
    checked: company.id === current?.id,
    run: () => choose(company),
  }))
  return [{ title: 'New invoices come from', acts }]
}
