// One editing session: the draft's place on the server, its journal on this device, and how it was opened.

import type { QueryClient } from '@tanstack/react-query'
import { newKey } from '~/lib/api/client'
import { clientOptions } from '~/lib/api/clients'
import { companiesOptions, defaultCompanyOptions } from '~/lib/api/companies'
import { createDraft, invoiceOptions, saveDraft } from '~/lib/api/invoices'
import { setAside } from '~/lib/api/saves'
import type { Company, Invoice } from '~/lib/api/types'
import { browserStore } from '~/lib/draft-store'
import { type DraftStatus, type Journal, openJournal, type Sent, type Store } from '~/lib/drafts'
import type { DraftKind } from '../kinds'
import { draftIn, emptyForm, type Form, formOf, newLine } from './model'

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
  startStatus: DraftStatus | null
  journal: Journal<Form>
  /** The draft as the server had it last; null before its first save. */
  saved: () => Invoice | null
  /** The draft as the server has it now. */
  newest: () => Promise<Invoice | null>
  /**
   * Goes on from what the server has now, with what was typed here or with theirs. Nothing is lost: theirs is in the
   * history, and what was typed is set aside there before it gives way.
   */
  settleConflict: (mine: Form, choice: 'mine' | 'theirs') => Promise<Form>
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

/** The company chosen in the shell, else the first one. */
async function usualCompany(client: QueryClient): Promise<Company | undefined> {
  const [companies, chosen] = await Promise.all([
    client.ensureQueryData(companiesOptions),
    client.ensureQueryData(defaultCompanyOptions),
  ])
  return companies.find((company) => company.id === chosen) ?? companies[0]
}

/** How long a new quote holds, until somebody says otherwise. */
function inAMonth(): string {
  return new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
}

async function startForm(client: QueryClient, clientId: string | undefined, kind?: DraftKind): Promise<Form> {
  const company = await usualCompany(client)
  const usual = { notes: company?.default_notes ?? '', terms: company?.default_terms ?? '' }
  const form = {
    ...emptyForm(company?.id ?? '', kind),
    ...usual,
    // A deposit is a part of a price that was discounted already.
    ...(kind !== 'deposit_invoice' && { more: { discount_codes: [] } }),
    ...(kind === 'quote' && { validUntil: inAMonth() }),
  }
  if (clientId === undefined) return form
  const billed = await client.fetchQuery(clientOptions(clientId))
  return { ...form, client: { id: billed.id, name: billed.profile.name }, currency: billed.currency }
}

/** Opens a draft for editing, or a new one; what this device still holds unsaved comes first. */
export async function openSession(
  client: QueryClient,
  id: string | null,
  clientId?: string,
  kind?: DraftKind,
): Promise<Session> {
  const listeners = new Set<Listener>()
  let server = id === null ? null : await client.fetchQuery({ ...invoiceOptions(id), staleTime: 0 })
  const unnamed = `new:${kind ?? 'invoice'}:${tabName()}`
  const place = () => server?.id ?? unnamed
  const store = browserStore<Form>()
  const placed: Store<Form> = {
    get: () => store.get(place()),
    // A draft begun here moves to its own place once it is written there, never before.
    set: async (_, entry) => {
      await store.set(place(), entry)
      if (id === null && place() !== unnamed) await store.del(unnamed)
    },
    del: () => store.del(place()),
  }

  function know(invoice: Invoice) {
    server = invoice
    client.setQueryData(invoiceOptions(invoice.id).queryKey, invoice)
    void client.invalidateQueries({ queryKey: ['invoices', 'list'] })
    void client.invalidateQueries({ queryKey: ['invoices', invoice.id, 'saves'] })
  }

  async function push({ doc, baseVersion, key }: Sent<Form>) {
    const draft = draftIn(doc)
    if (draft === null) throw new Error('a draft without a client is not sent')
    const before = server
    if (before === null) {
      know(await createDraft(draft, key))
      for (const listener of listeners) listener.onCreated(place())
    } else {
      know(await saveDraft(before.id, draft, baseVersion ?? before.version, key))
    }
    return { version: server?.version ?? 1 }
  }

  const journal = openJournal<Form>({
    id: 'draft',
    store: placed,
    push,
    canSend: (form) => draftIn(form) !== null,
    newKey,
    onStatus: (status, reason) => {
      for (const listener of listeners) listener.onStatus(status, reason)
    },
  })

  const kept = await journal.restore().catch(() => null)
  const restored = kept !== null && (kept.dirty || kept.sent != null)
  const form = restored
    ? { ...emptyForm(''), ...kept.doc }
    : server
      ? formOf(server)
      : await startForm(client, clientId, kind)
  if (form.lines.length === 0) form.lines = [newLine()]
  if (!restored) journal.begin(form, server?.version ?? null)

  async function newest() {
    if (server) know(await client.fetchQuery({ ...invoiceOptions(server.id), staleTime: 0 }))
    return server
  }

  return {
    form,
    restored,
    startStatus: !restored ? null : kept.conflict ? 'changed-elsewhere' : 'on-this-device',
    journal,
    saved: () => server,
    newest,
    async settleConflict(mine, choice) {
      const known = await newest()
      const draft = draftIn(mine)
      if (choice === 'theirs' && known && draft) await setAside(known.id, draft)
      const next = choice === 'mine' || !known ? mine : formOf(known)
      journal.begin(next, known?.version ?? null)
      if (choice === 'mine') journal.change({ ...mine })
      else for (const listener of listeners) listener.onStatus('saved')
      await journal.flush()
      return next
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
