// One import at its step: columns, what would happen, and what happened.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { applyImport, importOptions, importsChanged, isRunning, undoImport } from '~/lib/api/imports'
import { can, useMe } from '~/lib/api/session'
import type { Import } from '~/lib/api/types'
import { plural } from '~/lib/dates'
import { sentenceOf } from '~/lib/problem'
import { Button } from '~/ui/Button'
import { ConfirmDialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { PlainLink } from '~/ui/Link'
import { PageHeader } from '~/ui/PageHeader'
import { RowsSkeleton } from '~/ui/Skeleton'
import { toast } from '~/ui/toasts'
import { Columns } from './Columns'
import { Report } from './Report'
import { Steps } from './Steps'
import { kindWord, STATES, stepOf } from './words'

function Progress({ run }: { run: Import }) {
  return (
    <div className="grid max-w-form gap-3" role="status">
      <p className="font-strong text-lead">{STATES[run.state]}</p>
      {run.total > 0 ? (
        <>
          <progress className="h-2 w-full accent-spark" max={run.total} value={run.done} aria-label="Progress" />
          <p className="text-muted">
            {run.done} of {run.total}
          </p>
        </>
      ) : (
        <RowsSkeleton label={STATES[run.state]} />
      )}
      <p className="text-muted">You can leave this page; the work goes on.</p>
    </div>
  )
}

function useAct(run: Import, act: (id: string) => Promise<Import>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => act(run.id),
    onError: (error) => void toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => importsChanged(queries),
  })
}

function Checked({ run, onBack }: { run: Import; onBack: () => void }) {
  const apply = useAct(run, applyImport)
  const report = run.report
  if (report === null) return null
  const blocked = run.options.mode === 'all' && report.refused > 0
  const nothing = report.added === 0
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          tone="primary"
          size="large"
          busy={apply.isPending}
          disabled={blocked || nothing}
          onClick={() => apply.mutate()}
        >
          {plural(report.added, 'Import {count} record', 'Import {count} records')}
        </Button>
        <Button onClick={onBack}>Change how it is read</Button>
        {blocked && <p className="text-late">Some rows cannot be taken. Mend them, or choose to import the others.</p>}
        {!blocked && nothing && <p className="text-muted">There is nothing new in this file.</p>}
      </div>
      <Report run={run} report={report} />
    </div>
  )
}

function Finished({ run }: { run: Import }) {
  const me = useMe()
  const [asking, setAsking] = useState(false)
  const undo = useAct(run, undoImport)
  const mayUndo = run.state === 'applied' && can(me, 'imports.write') && (run.report?.added ?? 0) > 0
  return (
    <div className="grid gap-8">
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-lead">{STATES[run.state]}.</p>
        {mayUndo && (
          <Button busy={undo.isPending} onClick={() => setAsking(true)}>
            Undo this import
          </Button>
        )}
      </div>
      {run.report && <Report run={run} report={run.report} />}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          undo.mutate()
        }}
        title="Undo this import?"
        confirm="Undo import"
        danger
      >
        Everything it added is removed again, except what was changed or used since.
      </ConfirmDialog>
    </div>
  )
}

function Body({ run }: { run: Import }): ReactNode {
  const [changing, setChanging] = useState(false)
  const queries = useQueryClient()
  useEffect(() => {
    if (run.state === 'applied' || run.state === 'undone') void importsChanged(queries)
    setChanging(false)
  }, [run.state, queries])
  const step = changing ? 2 : stepOf(run)
  return (
    <>
      <Steps at={step} finished={step === 4 && !isRunning(run)} />
      {isRunning(run) && <Progress run={run} />}
      {!isRunning(run) && step === 4 && <Finished run={run} />}
      {!isRunning(run) && step === 3 && run.state === 'checked' && (
        <Checked run={run} onBack={() => setChanging(true)} />
      )}
      {!isRunning(run) && (step === 2 || run.state === 'failed') && <Columns key={run.version} run={run} />}
    </>
  )
}

export function ImportScreen() {
  const { id } = useParams({ from: '/shell/imports/$id' })
  const { data, error, refetch } = useQuery(importOptions(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} title="This import could not be shown" />
  if (!data) return <RowsSkeleton label="Loading the import" />
  return (
    <>
      <PageHeader
        title={data.file_name}
        above={<PlainLink to="/imports">Import</PlainLink>}
        lead={`${kindWord(data.kind)}, uploaded by ${data.created_by}.`}
      />
      <Body run={data} />
    </>
  )
}
