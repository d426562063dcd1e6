// The first step of an import: what it is and which file; below it the imports made before.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { companiesOptions } from '~/lib/api/companies'
import { importsOptions, uploadImport } from '~/lib/api/imports'
import { can, useMe } from '~/lib/api/session'
import type { Import, ImportKind } from '~/lib/api/types'
import { formatDate } from '~/lib/dates'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { FilesButton } from '~/ui/FileButton'
import { PlainLink } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { PageHeader } from '~/ui/PageHeader'
import { Section } from '~/ui/Section'
import { Select } from '~/ui/Select'
import { RowsSkeleton } from '~/ui/Skeleton'
import { Steps } from './Steps'
import { KINDS, kindWord, STATES } from './words'

const FILES = '.csv,.tsv,.txt,.xlsx,.xml,.pdf,text/csv,application/xml,application/pdf'

function Begin() {
  const navigate = useNavigate()
  const [kind, setKind] = useState<ImportKind>('invoices')
  const [company, setCompany] = useState('')
  const { data: companies } = useQuery(companiesOptions)
  const upload = useMutation({
    mutationFn: (file: File) => uploadImport(kind, file, kind === 'invoices' && company ? company : undefined),
    onSuccess: (run) => navigate({ to: '/imports/$id', params: { id: run.id } }),
  })
  const known = companies ?? []
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label="What is in the file"
          className="w-56"
          value={kind}
          onChange={(value) => setKind(KINDS.find((one) => one.value === value)?.value ?? 'invoices')}
          options={KINDS}
        />
        {kind === 'invoices' && known.length > 1 && (
          <Select
            label="Whose invoices"
            className="w-64"
            value={company || (known[0]?.id ?? '')}
            onChange={setCompany}
            options={known.map((one) => ({ value: one.id, label: one.profile.name }))}
          />
        )}
        <FilesButton accept={FILES} busy={upload.isPending} onFiles={([file]) => file && upload.mutate(file)}>
          Choose a file
        </FilesButton>
      </div>
      <p className="max-w-form text-muted">
        {KINDS.find((one) => one.value === kind)?.about} CSV or XLSX with a row of headings, at most 6 MB. Nothing is
        imported before you have seen what would happen.
      </p>
      {upload.error && (
        <Notice tone="late" role="alert">
          {sentenceOf(upload.error)}
        </Notice>
      )}
    </div>
  )
}

function Line({ run }: { run: Import }) {
  const locale = useLocale()
  return (
    <li className="border-line border-b">
      <PlainLink
        to="/imports/$id"
        params={{ id: run.id }}
        className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3 hover:bg-ink/3"
      >
        <span className="min-w-0 flex-1 basis-56 truncate font-strong">{run.file_name}</span>
        <span className="text-muted">{kindWord(run.kind)}</span>
        <span className={run.state === 'failed' ? 'text-late' : 'text-muted'}>{STATES[run.state]}</span>
        <span className="text-muted">{formatDate(run.created_at.slice(0, 10), locale)}</span>
      </PlainLink>
    </li>
  )
}

export function ImportsScreen() {
  const me = useMe()
  const { data, error, refetch } = useQuery(importsOptions)
  return (
    <>
      <PageHeader title="Import" lead="Bring clients, items and invoices from another program or a spreadsheet." />
      {can(me, 'imports.write') && (
        <>
          <Steps at={1} />
          <Begin />
        </>
      )}
      <Section title="Earlier imports" className="mt-12">
        {error && <ErrorState error={error} onRetry={() => void refetch()} title="The imports could not be shown" />}
        {!error && !data && <RowsSkeleton label="Loading the imports" />}
        {data && data.length === 0 && (
          <EmptyState drawing="search" title="Nothing was imported yet">
            What you import is listed here, and can be undone as long as nobody used it.
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <ul>
            {data.map((run) => (
              <Line key={run.id} run={run} />
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
