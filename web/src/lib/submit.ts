// Sends a form once, keeps its problem beside it, and puts the focus on the first field that is wrong.
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { type FieldErrors, fieldErrors } from './problem'

export type Submission = {
  form: RefObject<HTMLFormElement | null>
  onSubmit: (event: FormEvent) => void
  busy: boolean
  /** The problem of the last try; null while none. */
  problem: unknown
  errors: FieldErrors
}

export function useSubmit(send: () => Promise<unknown>): Submission {
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)

  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problem])

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(null)
    send()
      .catch(setProblem)
      .finally(() => setBusy(false))
  }

  return { form, onSubmit, busy, problem, errors: fieldErrors(problem) }
}
