// One editing session: the draft's place on the server, its journal on this device, and how it was opened.

import type { QueryClient } from '@tanstack/react-query'
import { newKey } from '~/lib/api/client'
import { clientOptions } from '~/lib/api/clients'
import { companiesOptions } from '~/lib/api/companies'
import { createDraft, invoiceOptions, saveDraft } from '~/lib/api/invoices'
import type { Invoice } from '~/lib/api/types'
import { browserStore } from '~/lib/draft-store'
import { type DraftStatus, type Entry, type Journal, openJournal, type Store } from '~/lib/drafts'
import { OFFLINE, Problem } from '~/lib/problem'
import { draftIn, emptyForm, type Form, formOf, newLine } from './model'

const COMPANY = 'duespark.company'
const TAB = 'duespark.tab'

export type Listener = {
  onStatus: (status: DraftStatus, reason?: unknown) => void
  /** The server has named the draft. */
  onCreated: (id: string) => void
}

export type Session = {
  form: Form
  /** Typed earlier on this device and not yet on the server. */
  restored: boolean
  journal: Journal<Form>
  /** Where the draft is on the server; null before its first save. */
  saved: () => { id: string; version: number } | null
  /** Starts over from what the server has now; the form is then the server's or, with `mine`, stays as typed. */
  settleConflict: (mine: Form | null) => Promise<Form>
  listen: (listener: Listener) => () => void
}

/** Drafts without a client live in one tab; another tab starts its own. */
function tabName(): string {
  const known = sessionStorage.getItem(TAB)
  if (known !== null) return known
  const made = newKey()
  sessionStorage.setItem(TAB, made)
  return made
}

/** Remembered for the next new invoice. */
export function rememberCompany(id: string): void {
  localStorage.setItem(COMPANY, id)
}

async function usualCompany(client: QueryClient): Promise<string> {
  const companies = await client.ensureQueryData(companiesOptions)
  const remembered = companies.find((company) => company.id === localStorage.getItem(COMPANY))
  return (remembered ?? companies[0])?.id ?? ''
}

async function startForm(client: QueryClient, clientId: string | undefined): Promise<Form> {
  const form = emptyForm(await usualCompany(client))
  if (clientId === undefined) return form
  const billed = await client.fetchQuery(clientOptions(clientId))
  return { ...form, client: { id: billed.id, name: billed.profile.name }, currency: billed.currency }
}

/** Opens a draft for editing, or a new one; what this device still holds unsaved comes first. */
export async function openSession(client: QueryClient, id: string | null, clientId?: string): Promise<Session> {
  const listeners = new Set<Listener>()
  let server = id === null ? null : await client.fetchQuery({ ...invoiceOptions(id), staleTime: 0 })
  const place = () => server?.id ?? `new:${tabName()}`
  const store = browserStore<Form>()
  const placed: Store<Form> = {
    get: () => store.get(place()),
    set: (_, entry) => store.set(place(), entry),
    del: () => store.del(place()),
  }

  function know(invoice: Invoice) {
    server = invoice
    client.setQueryData(invoiceOptions(invoice.id).queryKey, invoice)
    void client.invalidateQueries({ queryKey: ['invoices', 'list'] })
  }

  async function push(entry: Entry<Form>) {
    const draft = draftIn(entry.doc)
    if (draft === null)
      throw new Problem({ ...OFFLINE, detail: 'A draft goes to the server once its client is known.' })
    const before = server
    if (before === null) {
      know(await createDraft(draft, entry.key))
      await store.del(`new:${tabName()}`)
      for (const listener of listeners) listener.onCreated(place())
    } else {
      know(await saveDraft(before.id, draft, entry.baseVersion ?? before.version, entry.key))
    }
    return { version: server?.version ?? 1 }
  }

  const journal = openJournal<Form>({
    id: 'draft',
    store: placed,
    push,
    newKey,
    onStatus: (status, reason) => {
      for (const listener of listeners) listener.onStatus(status, reason)
    },
  })

  const kept = await journal.restore().catch(() => null)
  const restored = kept?.dirty === true
  const form = restored ? kept.doc : server ? formOf(server) : await startForm(client, clientId)
  if (form.lines.length === 0) form.lines = [newLine()]
  if (!restored) journal.begin(form, server?.version ?? null)

  return {
    form,
    restored,
    journal,
    saved: () => (server ? { id: server.id, version: server.version } : null),
    async settleConflict(mine) {
      if (server) know(await client.fetchQuery({ ...invoiceOptions(server.id), staleTime: 0 }))
      const next = mine ?? (server ? formOf(server) : form)
      journal.begin(next, server?.version ?? null)
      if (mine) journal.change({ ...mine })
      return next
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
