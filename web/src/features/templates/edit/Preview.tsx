// What the draft prints, and what is wrong with it, while one types.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { companiesOptions, defaultCompanyOptions } from '~/lib/api/companies'
import {
  type TemplateContent,
  type TemplateProblem,
  templateCheckOptions,
  templateDraftPagesOptions,
} from '~/lib/api/templates'
import { sentenceOf } from '~/lib/problem'
import { Notice } from '~/ui/Notice'
import { PaperPages } from '~/ui/PaperPages'
import { useSettled } from './draft'

export function placeOf(problem: TemplateProblem): string {
  const where = problem.block
    ? `“${problem.block}”`
    : problem.field === 'css'
      ? 'CSS'
      : problem.field === 'html'
        ? 'HTML'
        : ''
  const line = problem.line ? `line ${problem.line}, column ${problem.column}` : ''
  return [where, line].filter(Boolean).join(', ')
}

/** Checks and draws what was typed half a second ago; the pages of the last sound draft stay while it is wrong. */
export function usePreview(id: string, content: TemplateContent) {
  const settled = useSettled(content)
  const usual = useQuery(defaultCompanyOptions)
  const companies = useQuery(companiesOptions)
  const company = usual.data ?? companies.data?.[0]?.id ?? null
  const check = useQuery({ ...templateCheckOptions(id, settled), placeholderData: keepPreviousData, retry: false })
  const isSound = check.isSuccess && !check.isPlaceholderData && !check.data.some((one) => one.fatal)
  const pages = useQuery({
    ...templateDraftPagesOptions(id, settled, company),
    placeholderData: keepPreviousData,
    enabled: isSound && !usual.isPending && !companies.isPending,
    retry: false,
  })
  const problems = useMemo(() => check.data ?? [], [check.data])
  return {
    problems,
    pages,
    error: check.error ?? pages.error,
    busy: settled !== content || check.isFetching || pages.isFetching,
  }
}

export function Preview({ preview, title }: { preview: ReturnType<typeof usePreview>; title: string }) {
  const { problems, pages, error, busy } = preview
  const told = pages.data?.problems.filter((one) => one.block === '') ?? []
  return (
    <section aria-label="Preview" className="grid content-start gap-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-strong">Preview</h2>
        <p role="status" className="text-muted text-small">
          {busy
            ? 'Drawing…'
            : pages.data
              ? `${pages.data.page_count} ${pages.data.page_count === 1 ? 'page' : 'pages'}`
              : ''}
        </p>
      </div>
      {error && <Notice tone="late">{sentenceOf(error)}</Notice>}
      {problems.map((problem) => (
        <Notice
          key={`${problem.field} ${problem.block} ${problem.line} ${problem.column} ${problem.problem}`}
          tone={problem.fatal ? 'late' : 'info'}
          title={placeOf(problem)}
        >
          {problem.problem}
        </Notice>
      ))}
      {told.map((problem) => (
        <Notice key={problem.problem} tone="late">
          {problem.problem}
        </Notice>
      ))}
      <PaperPages pages={pages.data?.pages} label={title} />
    </section>
  )
}
