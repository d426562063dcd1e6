// The state of the editor: the form with its undo history, saved by the journal, drawn by the server.
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { DraftStatus } from '~/lib/drafts'
import { type History, type HistoryAction, historyReducer, startHistory } from '~/lib/history'
import { type FieldErrors, fieldErrors } from '~/lib/problem'
import { type Change, draftIn, type Form, isBlank } from './model'
import type { Session } from './session'
import { type Live, usePreview } from './usePreview'

export type Edit = (change: Change, burst?: string) => void

type Action =
  | Exclude<HistoryAction<Form>, { type: 'set' }>
  | { type: 'edit'; change: Change; burst: string | undefined }

function reducer(history: History<Form>, action: Action): History<Form> {
  if (action.type !== 'edit') return historyReducer(history, action)
  return historyReducer(history, { type: 'set', value: action.change(history.now), burst: action.burst })
}

export type Editor = {
  form: Form
  edit: Edit
  pause: () => void
  undo: () => void
  redo: () => void
  /** Takes over a form from outside, such as the server's newest version. */
  reset: (form: Form) => void
  live: Live
  /** What is wrong, by the form's own path: "lines.<key>.unit_price", "client_id". */
  errors: FieldErrors
  /** Problems the server named when it was asked to issue. */
  setRefusal: (problem: unknown) => void
  status: DraftStatus | null
}

/** The server counts the lines it was sent; the form knows them by key. */
function byKey(errors: FieldErrors, form: Form): FieldErrors {
  const keys = form.lines.filter((line) => !isBlank(line)).map((line) => line.key)
  const sides = { allowances: 'allowance', charges: 'charge' } as const
  const named = Object.entries(errors).map(([path, detail]) => {
    const [list = '', at = '', ...field] = path.split('.')
    if (list === 'lines' && keys[Number(at)]) return [['lines', keys[Number(at)], ...field].join('.'), detail]
    if (list !== 'allowances' && list !== 'charges') return [path, detail]
    const adjustment = form.adjustments.filter((one) => one.kind === sides[list])[Number(at)]
    return [`adjustments.${adjustment?.key}`, detail]
  })
  return Object.fromEntries(named)
}

function useJournal(session: Session, form: Form, onCreated: (id: string) => void): DraftStatus | null {
  const [status, setStatus] = useState<DraftStatus | null>(session.startStatus)
  const created = useRef(onCreated)
  created.current = onCreated
  const kept = useRef(session.restored ? null : form)
  useEffect(() => session.listen({ onStatus: setStatus, onCreated: (id) => created.current(id) }), [session])
  useEffect(() => {
    if (kept.current === form) return
    kept.current = form
    session.journal.change(form)
  }, [session, form])
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') void session.journal.flush()
    }
    document.addEventListener('visibilitychange', hide)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      void session.journal.flush().finally(() => session.journal.stop())
    }
  }, [session])
  return status
}

export function useEditor(session: Session, onCreated: (id: string) => void): Editor {
  const [history, dispatch] = useReducer(reducer, session.form, startHistory)
  const form = history.now
  const draft = useMemo(() => draftIn(form), [form])
  const live = usePreview(draft, session.saved)
  const [refusal, setRefusal] = useState<unknown>(null)
  const status = useJournal(session, form, onCreated)

  const edit = useCallback<Edit>((change, burst) => {
    setRefusal(null)
    dispatch({ type: 'edit', change, burst })
  }, [])
  const pause = useCallback(() => dispatch({ type: 'pause' }), [])
  const undo = useCallback(() => dispatch({ type: 'undo' }), [])
  const redo = useCallback(() => dispatch({ type: 'redo' }), [])
  const reset = useCallback((next: Form) => dispatch({ type: 'reset', value: next }), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: problems belong to the form they were found in, not to later ones
  const errors = useMemo(
    () => byKey({ ...fieldErrors(live.problem), ...fieldErrors(refusal) }, form),
    [live.problem, refusal],
  )
  return { form, edit, pause, undo, redo, reset, live, errors, setRefusal, status }
}
