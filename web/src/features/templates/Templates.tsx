// How a company's documents look: its templates side by side, drawn with its own name, color and logo.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { companiesOptions, defaultCompanyOptions } from '~/lib/api/companies'
import { can, useMe } from '~/lib/api/session'
import {
  type Choosable,
  chooseTemplate,
  ownTemplatesOptions,
  standardTemplatesOptions,
  templateChoicesOptions,
} from '~/lib/api/templates'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { ExportLinks } from '~/ui/ExportLinks'
import { LinkButton } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { ArchivedTemplates, TemplateNames } from './Archived'
import { NewTemplate } from './NewTemplate'
import { TemplateCard } from './TemplateCard'
import { TemplateDialog } from './TemplateDialog'
import { ABOUT, isSame, usedBy } from './words'

const keyOf = (template: Choosable) => ('standard' in template ? template.standard : template.template_id)

function Cards({ company, name }: { company: string; name: string }) {
  const me = useMe()
  const client = useQueryClient()
  const standard = useQuery(standardTemplatesOptions)
  const own = useQuery(ownTemplatesOptions)
  const choices = useQuery(templateChoicesOptions)
  const [looked, setLooked] = useState<Choosable | null>(null)
  const use = useMutation({
    mutationFn: (template: Choosable) => chooseTemplate(company, template),
    onSuccess: (now, template) => {
      client.setQueryData(templateChoicesOptions.queryKey, [...now])
      toast(`${name} prints with ${template.title} from now on. What was issued stays as it is.`)
    },
    onError: (problem) => toast(sentenceOf(problem), { tone: 'late' }),
  })
  const error = standard.error ?? own.error ?? choices.error
  if (error && !(standard.data && own.data && choices.data)) {
    const again = () => void Promise.all([standard.refetch(), own.refetch(), choices.refetch()])
    return <ErrorState error={error} onRetry={again} />
  }
  if (!(standard.data && own.data && choices.data)) return <RowsSkeleton rows={6} label="Loading the templates" />
  const used = usedBy(company, choices.data)
  const all: { template: Choosable; about: string }[] = [
    ...standard.data.map((one) => ({ template: { standard: one.name, title: one.title }, about: ABOUT[one.name] })),
    ...own.data
      .filter((one) => one.published > 0)
      .map((one) => ({
        template: { template_id: one.id, title: one.name },
        about: `Your own, version ${one.published}.`,
      })),
  ]
  return (
    <>
      <ul
        aria-label="Templates"
        className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-5 gap-y-8 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] sm:gap-x-8"
      >
        {all.map(({ template, about }) => (
          <TemplateCard
            key={keyOf(template)}
            template={template}
            about={about}
            company={company}
            used={isSame(used, template)}
            busy={use.isPending && use.variables === template}
            onLook={() => setLooked(template)}
            {...(can(me, 'templates.write') && {
              onUse: () => use.mutate(template),
              ...('template_id' in template && { editable: template.template_id }),
            })}
          />
        ))}
      </ul>
      <TemplateNames title="Not published yet" templates={own.data.filter((one) => one.published === 0)} />
      <ArchivedTemplates used={used && 'template_id' in used ? used.template_id : null} />
      {looked && <TemplateDialog template={looked} company={company} onClose={() => setLooked(null)} />}
    </>
  )
}

function Content() {
  const companies = useQuery(companiesOptions)
  const usual = useQuery(defaultCompanyOptions)
  const [chosen, choose] = useState('')
  if (companies.error && !companies.data)
    return <ErrorState error={companies.error} onRetry={() => void companies.refetch()} />
  if (!companies.data || usual.isPending) return <RowsSkeleton rows={6} label="Loading your companies" />
  const company = companies.data.find((one) => one.id === (chosen || usual.data)) ?? companies.data[0]
  if (!company)
    return (
      <EmptyState
        drawing="invoice"
        title="No company yet"
        action={
          <LinkButton to="/settings/companies/new" tone="primary">
            Add your company
          </LinkButton>
        }
      >
        A template is drawn with the name, color and logo of a company.
      </EmptyState>
    )
  return (
    <div className="grid gap-8">
      {companies.data.length > 1 && (
        <Select
          label="Company"
          className="max-w-form"
          value={company.id}
          onChange={choose}
          options={companies.data.map((one) => ({ value: one.id, label: one.profile.name }))}
        />
      )}
      <Cards key={company.id} company={company.id} name={company.profile.name} />
    </div>
  )
}

export function Templates() {
  const me = useMe()
  const [begins, setBegins] = useState(false)
  return (
    <>
      <PageHeader
        title="Templates"
        actions={
          <>
            {can(me, 'templates.read') && <ExportLinks path="/v1/templates" query={{}} />}
            {can(me, 'templates.write') && <Button onClick={() => setBegins(true)}>New template</Button>}
          </>
        }
        lead="How your invoices look. Each page shows made-up work for a made-up client, in your name and color."
      />
      <Content />
      {begins && <NewTemplate onClose={() => setBegins(false)} />}
    </>
  )
}
