// The draft journal: every change of a draft is on this device within 250 ms, and on the server as soon as it can be.

export type Entry<T> = {
  id: string
  doc: T
  /** The server's version this was typed over; null when the server has never seen it. */
  baseVersion: number | null
  /** What was sent and not answered yet. It is asked about again, with its key, before anything newer is sent. */
  sent?: Sent<T> | null
  dirty: boolean
  conflict: boolean
  savedAt: string | null
}

/** One save: what it says, the version it was made on, and the key by which the server knows it again. */
export type Sent<T> = { doc: T; baseVersion: number | null; key: string }

/** Where entries rest. IndexedDB in the browser, a Map in tests. */
export type Store<T> = {
  get(id: string): Promise<Entry<T> | undefined>
  set(id: string, entry: Entry<T>): Promise<void>
  del(id: string): Promise<void>
}

export type Saved = { version: number }

/** Sends one save. Must throw `{status: 412}` when it was changed elsewhere, `{status: 0}` when there is no network. */
export type Push<T> = (sent: Sent<T>) => Promise<Saved>

export type DraftStatus = 'saved' | 'saving' | 'on-this-device' | 'in-this-tab' | 'changed-elsewhere' | 'refused'

export const STATUS_TEXT: Record<DraftStatus, string> = {
  saved: 'Saved',
  saving: 'Saving',
  'on-this-device': 'Saved on this device',
  'in-this-tab': 'Not saved: keep this tab open',
  'changed-elsewhere': 'Changed elsewhere',
  refused: 'Not saved: see the marked fields',
}

const LOCAL_MS = 250
const SERVER_MS = 700
const RETRY_MS = 10_000

type Options<T> = {
  id: string
  store: Store<T>
  push: Push<T>
  /** Whether the server would take it at all; until then it stays on this device. */
  canSend?: (doc: T) => boolean
  newKey: () => string
  onStatus: (status: DraftStatus, reason?: unknown) => void
}

export type Journal<T> = {
  /** Restores what this device knows; null when nothing is kept. */
  restore(): Promise<Entry<T> | null>
  /** Starts from the server's version. */
  begin(doc: T, version: number | null): void
  change(doc: T): void
  /** Writes to the device and the server now (Ctrl+S, page hidden). */
  flush(): Promise<void>
  /** Whether the server has everything that was typed. */
  isSaved(): boolean
  /** Forgets the draft on this device. */
  forget(): Promise<void>
  stop(): void
}

function partOf(error: unknown, name: 'status' | 'code'): unknown {
  return typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : null
}

/** Whether nobody can say what became of the save: it may have been done, and only the answer was lost. */
function isOpen(error: unknown): boolean {
  const status = Number(partOf(error, 'status') ?? 0)
  return status === 0 || status === 429 || status >= 500 || partOf(error, 'code') === 'idempotency.in_progress'
}

/** Somebody else's version, or their invoice, stands in the way. */
function isConflict(error: unknown): boolean {
  return partOf(error, 'status') === 412 || partOf(error, 'code') === 'invoice.not_allowed'
}

/** One writer for one draft: local first, then the server, never two saves at once, never one over a newer version. */
export function openJournal<T>(options: Options<T>): Journal<T> {
  const { id, store, push, canSend = () => true, newKey, onStatus } = options
  let entry: Entry<T> | null = null
  let running: Promise<void> = Promise.resolve()
  let kept = true
  let localTimer: ReturnType<typeof setTimeout> | undefined
  let serverTimer: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  async function keep() {
    clearTimeout(localTimer)
    if (!entry) return
    try {
      await store.set(id, entry)
      kept = true
    } catch {
      kept = false
    }
  }

  function saveIn(milliseconds: number) {
    clearTimeout(serverTimer)
    if (!stopped) serverTimer = setTimeout(() => void save(), milliseconds)
  }

  function onDevice(reason?: unknown) {
    onStatus(kept ? 'on-this-device' : 'in-this-tab', reason)
  }

  function refused(error: unknown) {
    if (!entry) return
    if (isOpen(error)) {
      onDevice(error)
      return saveIn(RETRY_MS)
    }
    entry = { ...entry, sent: null, conflict: isConflict(error) }
    onStatus(entry.conflict ? 'changed-elsewhere' : 'refused', error)
  }

  function answered(sent: Sent<T>, version: number) {
    if (!entry) return
    const unchanged = entry.doc === sent.doc
    entry = { ...entry, baseVersion: version, sent: null, dirty: !unchanged, savedAt: new Date().toISOString() }
    if (unchanged) onStatus('saved')
    else saveIn(SERVER_MS)
  }

  /** What is to be sent now; null when nothing is. A save without an answer comes first. */
  function next(): Sent<T> | null {
    if (!entry || entry.conflict) return null
    if (entry.sent) return entry.sent
    if (!entry.dirty) return null
    if (canSend(entry.doc)) return { doc: entry.doc, baseVersion: entry.baseVersion, key: newKey() }
    onDevice()
    return null
  }

  async function saveOnce() {
    const sent = next()
    if (!sent || !entry) return
    onStatus('saving')
    entry = { ...entry, sent }
    await keep()
    try {
      answered(sent, (await push(sent)).version)
    } catch (error) {
      refused(error)
    }
    await keep()
  }

  function save(): Promise<void> {
    clearTimeout(serverTimer)
    running = running.then(saveOnce)
    return running
  }

  return {
    async restore() {
      entry = (await store.get(id)) ?? null
      if (entry?.dirty || entry?.sent) saveIn(SERVER_MS)
      return entry
    },
    begin(doc, version) {
      entry = { id, doc, baseVersion: version, sent: null, dirty: false, conflict: false, savedAt: null }
    },
    change(doc) {
      if (!entry) throw new Error('begin or restore comes first')
      if (doc === entry.doc && !entry.dirty) return
      entry = { ...entry, doc, dirty: true }
      clearTimeout(localTimer)
      localTimer = setTimeout(() => void keep(), LOCAL_MS)
      if (!entry.conflict) saveIn(SERVER_MS)
    },
    async flush() {
      await keep()
      await save()
      if (entry?.dirty && !entry.conflict && !entry.sent) await save()
    },
    isSaved: () => entry !== null && !entry.dirty && !entry.sent && !entry.conflict,
    async forget() {
      clearTimeout(localTimer)
      clearTimeout(serverTimer)
      entry = null
      await store.del(id)
    },
    stop() {
      stopped = true
      clearTimeout(serverTimer)
      void keep()
    },
  }
}
