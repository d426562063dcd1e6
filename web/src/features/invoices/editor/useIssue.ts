// From draft to issued and sent: saved first, then numbered, then on its way; each step says where it stopped.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { invoiceOptions, invoicesChanged, issueInvoice, type Numbering, sendInvoice } from '~/lib/api/invoices'
import { can, useMe } from '~/lib/api/session'
import type { SendIn } from '~/lib/api/types'
import { Problem, sentenceOf } from '~/lib/problem'
import { toast } from '~/ui/toasts'
import { nameOf } from '../kinds'
import type { Session } from './session'

export type Issuing = {
  busy: 'issue' | 'send' | null
  problem: unknown
  run: (send: SendIn | null, numbering: Numbering) => Promise<void>
}

/** Whether the date stands before the last number of the series, which somebody who may can confirm. */
export function isTooEarly(problem: unknown): boolean {
  return problem instanceof Problem && problem.code === 'invoice.date_too_early'
}

/** `onRefused` gets problems that stand on fields, so that the form can show them. */
export function useIssue(session: Session, clientName: string, onRefused: (problem: Problem) => void): Issuing {
  const client = useQueryClient()
  const navigate = useNavigate()
  const mayBackdate = can(useMe(), 'invoices.backdate')
  const [busy, setBusy] = useState<Issuing['busy']>(null)
  const [problem, setProblem] = useState<unknown>(null)

  async function issue(send: SendIn | null, numbering: Numbering) {
    const saved = session.saved()
    if (saved === null || !session.journal.isSaved())
      throw new Problem({
        status: 0,
        code: 'offline',
        title: '',
        detail: 'What you typed is not on the server yet, so nothing was issued. Try again once it says “Saved”.',
      })
    const issued = await issueInvoice(saved.id, saved.version, numbering)
    await session.journal.forget()
    client.setQueryData(invoiceOptions(issued.id).queryKey, issued)
    if (send === null) toast(`${nameOf(issued)} is issued`)
    else {
      await sendInvoice(issued.id, send).then(
        () => toast(`${nameOf(issued)} is on its way to ${clientName}`),
        (error) => toast(`${nameOf(issued)} is issued but was not sent. ${sentenceOf(error)}`, { tone: 'late' }),
      )
    }
    await navigate({ to: '/invoices/$id', params: { id: issued.id } })
    await invoicesChanged(client)
  }

  async function run(send: SendIn | null, numbering: Numbering) {
    setBusy(send === null ? 'issue' : 'send')
    setProblem(null)
    try {
      await session.journal.flush()
      await issue(send, numbering)
    } catch (error) {
      setProblem(error)
      if (error instanceof Problem && error.errors.length > 0 && !(mayBackdate && isTooEarly(error))) onRefused(error)
    } finally {
      setBusy(null)
    }
  }
  return { busy, problem, run }
}
