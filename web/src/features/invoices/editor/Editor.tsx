// The editor: the document is the form, with its printed picture beside it.
import { useQuery } from '@tanstack/react-query'
import { History as HistoryIcon, Send } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Sale } from '~/lib/api/catalog'
import { taxRatesOptions } from '~/lib/api/companies'
import { can, useMe } from '~/lib/api/session'
import { useTitle } from '~/lib/title'
import { useToday } from '~/lib/today'
import { Button } from '~/ui/Button'
import { cx } from '~/ui/classes'
import { Link } from '~/ui/Link'
import { Notice } from '~/ui/Notice'
import { toast } from '~/ui/toasts'
import { LISTS, listOf, nounOf, titleOf } from '../kinds'
import { Adjustments } from './Adjustments'
import { AddLines } from './add/AddLines'
import type { NewClientSlot } from './ClientField'
import { Conflict } from './Conflict'
import { withRates } from './changes'
import { Extras } from './Extras'
import { Files } from './Files'
import { Head } from './Head'
import { History } from './History'
import { Lines } from './Lines'
import { draftIn, type Form } from './model'
import { PreviewPane } from './PreviewPane'
import { Review } from './Review'
import { RuleDiscounts } from './RuleDiscounts'
import { Status } from './Status'
import type { Session } from './session'
import { useLineSuggest } from './suggest'
import { TaxSentence } from './TaxSentence'
import { Totals } from './Totals'
import { type Editor as EditorState, useEditor } from './useEditor'
import { useEditorKeys } from './useEditorKeys'
import { useIssue } from './useIssue'

const NO_RATES: never[] = []

function useCompanyRates({ form, edit }: EditorState) {
  const today = useToday()
  const on = form.supplyDate ?? form.issueDate ?? today
  const { data: rates = NO_RATES } = useQuery(taxRatesOptions(form.company, on, form.client?.id))
  useEffect(() => edit(withRates(rates)), [rates, edit])
  return rates
}

/** What the prices of the catalog depend on; the same object for as long as none of it changes. */
function useSale({ form }: EditorState, currency: string): Sale {
  const client = form.client?.id
  const on = form.issueDate
  return useMemo(
    () => ({ ...(client && { client_id: client }), ...(currency && { currency }), ...(on && { on }) }),
    [client, currency, on],
  )
}

function focusFirstError(box: HTMLElement | null) {
  requestAnimationFrame(() => box?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

type Props = {
  session: Session
  newClient: NewClientSlot
  onCreated: (id: string) => void
}

export function Editor({ session, newClient, onCreated }: Props) {
  const me = useMe()
  const editor = useEditor(session, onCreated)
  const { form, edit, live, errors, status } = editor
  const rates = useCompanyRates(editor)
  const [reviewing, setReviewing] = useState(false)
  const [looking, setLooking] = useState(false)
  const [side, setSide] = useState<'form' | 'preview'>('form')
  const box = useRef<HTMLDivElement>(null)
  const currency = live.preview?.document.currency ?? form.currency ?? ''
  const name = form.client?.name ?? ''
  const title = name === '' ? `New ${nounOf(form.kind)}` : `${titleOf(form.kind)} for ${name}`
  useTitle(title)
  const list = listOf(form.kind ?? 'invoice')

  const issuing = useIssue(session, name, (problem) => {
    setReviewing(false)
    setSide('form')
    editor.setRefusal(problem)
    focusFirstError(box.current)
  })

  function review() {
    setSide('form')
    if (form.client === null) box.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus()
    else if (live.problem !== null || !live.preview) focusFirstError(box.current)
    else setReviewing(true)
  }

  useEditorKeys({ ...editor, save: () => void session.journal.flush(), review })

  async function settle(choice: 'mine' | 'theirs') {
    const next = await session.settleConflict(form, choice)
    edit(() => next)
  }

  function restore(earlier: Form, when: string) {
    setLooking(false)
    edit(() => earlier)
    toast(`This is the draft of ${when} again`, { undo: editor.undo })
  }

  const saved = session.saved()
  const draft = draftIn(form)

  const sale = useSale(editor, currency)
  const suggest = useLineSuggest(sale, edit)
  const part = { form, edit, errors, preview: live.preview }
  return (
    <div ref={box}>
      <header className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1">
          <div className="mb-1 flex items-center gap-2 text-muted">
            <Link to="/invoices" search={list === 'invoices' ? {} : { list }}>
              {LISTS.find((one) => one.id === list)?.label}
            </Link>
            <span aria-hidden>/</span>
            <span className="whitespace-nowrap">{saved?.draft_number ?? 'Draft'}</span>
            <Status status={status} />
          </div>
          <h1 className="truncate text-figure tracking-tight">{title}</h1>
        </div>
        {saved && (
          <Button tone="quiet" icon={<HistoryIcon aria-hidden className="size-4" />} onClick={() => setLooking(true)}>
            History
          </Button>
        )}
        {can(me, 'invoices.issue') && (
          <Button
            tone="primary"
            size="large"
            icon={<Send aria-hidden className="size-4" />}
            title="Ctrl+Enter"
            onClick={review}
            className="max-lg:hidden"
          >
            Review and send
          </Button>
        )}
      </header>
      {status === 'changed-elsewhere' && saved && draft && (
        <div className="mb-6">
          <Conflict id={saved.id} draft={draft} onSettle={settle} />
        </div>
      )}
      {session.restored && status !== 'changed-elsewhere' && (
        <div className="mb-6">
          <Notice>This is what you typed before, as this device kept it.</Notice>
        </div>
      )}
      <div className="grid gap-x-10 gap-y-8 pb-20 lg:grid-cols-[minmax(0,1.8fr)_minmax(0,1fr)] lg:pb-0">
        <div className={cx('grid content-start gap-8', side === 'preview' && 'max-lg:hidden')}>
          <Head {...part} newClient={newClient} />
          <TaxSentence {...part} />
          <Lines
            lines={form.lines}
            preview={live.preview}
            currency={currency}
            rates={rates}
            errors={errors}
            edit={edit}
            suggest={suggest}
            more={<AddLines sale={sale} client={form.client} rates={rates} edit={edit} />}
          />
          <div className="grid items-start gap-6 sm:grid-cols-2">
            <div className="grid gap-4">
              <Adjustments {...part} currency={currency} rates={rates} />
              <RuleDiscounts {...part} />
            </div>
            <Totals preview={live.preview} stale={live.waiting} />
          </div>
          <Extras {...part} />
          <Files id={saved?.id ?? null} />
        </div>
        <div
          className={cx(
            'lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto',
            side === 'form' && 'max-lg:hidden',
          )}
        >
          <PreviewPane live={live} known={form.client !== null} />
        </div>
      </div>
      <div className="fixed inset-x-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-10 flex gap-2 border-line border-t bg-bg px-4 py-2.5 lg:hidden">
        <Button onClick={() => setSide(side === 'form' ? 'preview' : 'form')}>
          {side === 'form' ? 'Preview' : 'Edit'}
        </Button>
        <Button tone="primary" className="flex-1" onClick={review}>
          Review and send
        </Button>
      </div>
      {looking && saved && <History id={saved.id} onRestore={restore} onClose={() => setLooking(false)} />}
      {reviewing && live.preview && form.client && (
        <Review
          id={saved?.id ?? null}
          preview={live.preview}
          client={form.client}
          busy={issuing.busy}
          problem={issuing.problem}
          onIssue={(send, numbering) => void issuing.run(send, numbering)}
          onClose={() => setReviewing(false)}
        />
      )}
    </div>
  )
}
