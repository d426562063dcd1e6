// How far a run is: its bar, what was skipped, and the way to its results. The address names the run, so a reload finds it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Download, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { bulkFilePath, bulkRunOptions, cancelBulkRun, shareBulkFile } from '~/lib/api/bulk'
import { invoicesChanged } from '~/lib/api/invoices'
import { can, useMe } from '~/lib/api/session'
import type { BulkRun } from '~/lib/api/types'
import { useLocale } from '~/lib/locale'
import { sentenceOf } from '~/lib/problem'
import { Button, buttonClass, IconButton } from '~/ui/Button'
import { LinkButton } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { toast } from '~/ui/toasts'
import { headline, remainder } from './words'

/** What the run changed is asked for again when it ends. */
function useEnd(run: BulkRun | undefined) {
  const queries = useQueryClient()
  const last = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (last.current === 'running' && run !== undefined && run.state !== 'running') void invoicesChanged(queries)
    last.current = run?.state
  }, [run, queries])
}

function Bar({ run }: { run: BulkRun }) {
  const part = (count: number) => `${(100 * count) / run.total}%`
  return (
    <div
      role="progressbar"
      aria-label={headline(run)}
      aria-valuemin={0}
      aria-valuemax={run.total}
      aria-valuenow={run.total - run.waiting}
      className="flex h-1.5 overflow-hidden rounded-full bg-ink/10"
    >
      <span className="bg-good transition-[width]" style={{ width: part(run.done) }} />
      <span className="bg-late transition-[width]" style={{ width: part(run.failed) }} />
    </div>
  )
}

export function StopButton({ run }: { run: BulkRun }) {
  const queries = useQueryClient()
  const stop = useMutation({
    mutationFn: () => cancelBulkRun(run.id),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['bulk'] }),
  })
  if (run.state !== 'running') return null
  return (
    <Button size="small" busy={stop.isPending} onClick={() => stop.mutate()}>
      Stop
    </Button>
  )
}

/** Copies an address for somebody without an account, such as a bookkeeper. */
function ShareButton({ run }: { run: BulkRun }) {
  const share = useMutation({
    mutationFn: async () => {
      const url = await shareBulkFile(run.id)
      // Browsers lend the clipboard to https and localhost only; elsewhere the link is shown to be copied by hand.
      if (!navigator.clipboard) return url
      await navigator.clipboard.writeText(url)
      return null
    },
    onSuccess: (shown) => toast(shown ?? 'Link copied. Whoever has it can download the file for 24 hours.'),
    onError: (error) => toast(sentenceOf(error), { tone: 'late' }),
  })
  return (
    <Button size="small" busy={share.isPending} onClick={() => share.mutate()}>
      Copy link
    </Button>
  )
}

export function FileLink({ run }: { run: BulkRun }) {
  const me = useMe()
  if (!run.has_file) return null
  return (
    <>
      <a href={bulkFilePath(run.id)} download className={buttonClass('primary', 'small')}>
        <Download aria-hidden className="size-4" />
        {run.action === 'merge_pdf' ? 'Download PDF' : 'Download ZIP'}
      </a>
      {can(me, 'bulk.write') && <ShareButton run={run} />}
    </>
  )
}

/** The run in a few lines, with its acts. */
export function Progress({ run, onClose }: { run: BulkRun; onClose?: () => void }) {
  const locale = useLocale()
  return (
    <section aria-label="Progress" className="mb-6 rounded-panel border border-line bg-raised px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p role="status" className="me-auto min-w-0">
          <strong className="font-strong">{headline(run, locale)}</strong>
          <span className="ms-2 text-muted">{remainder(run, locale)}</span>
        </p>
        <FileLink run={run} />
        <StopButton run={run} />
        {onClose && (
          <>
            <LinkButton size="small" to="/invoices/runs/$id" params={{ id: run.id }}>
              Results
            </LinkButton>
            {run.state !== 'running' && (
              <IconButton label="Hide" size="small" onClick={onClose}>
                <X aria-hidden className="size-4" />
              </IconButton>
            )}
          </>
        )}
      </div>
      {run.state === 'running' && (
        <div className="mt-3">
          <Bar run={run} />
        </div>
      )}
    </section>
  )
}

export function RunPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useQuery(bulkRunOptions(id))
  useEnd(data)
  if (error && !data) {
    return (
      <div className="mb-6">
        <Notice
          tone="late"
          action={
            <Button size="small" onClick={onClose}>
              Hide
            </Button>
          }
        >
          {sentenceOf(error)}
        </Notice>
      </div>
    )
  }
  return data ? <Progress run={data} onClose={onClose} /> : null
}
