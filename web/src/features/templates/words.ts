// What each standard template is for, in a line.
import type { Choosable, StandardName, TemplateChoice } from '~/lib/api/templates'

export const ABOUT: Record<StandardName, string> = {
  modern: 'Much white, one thin line of your color. Right for most.',
  classic: 'A letterhead with serifs, like good stationery.',
  bold: 'Your color across the head of the page.',
  legal: 'Every amount with and without tax, room to sign.',
  service: 'Work in groups, each with its sum.',
  product: 'Article numbers and units in columns of their own.',
}

export function isSame(choice: Pick<TemplateChoice, 'standard' | 'template_id'>, template: Choosable): boolean {
  return 'standard' in template ? choice.standard === template.standard : choice.template_id === template.template_id
}

/** What draws a company's documents where no kind or client has a choice of its own. */
export function usedBy(company: string, choices: readonly TemplateChoice[]): TemplateChoice {
  const open = choices.filter((one) => !one.client_id && !one.kind)
  const own = open.find((one) => one.company_id === company) ?? open.find((one) => !one.company_id)
  return own ?? { company_id: company, client_id: null, kind: null, template_id: null, standard: 'modern' }
}
