// The draft journal: every change of a draft is on this device within 250 ms, and on the server as soon as it can be.

export type Entry<T> = {
  id: string
  doc: T
  /** The server's version this was typed over; null when the server has never seen it. */
  baseVersion: number | null
  /** Idempotency key of the save under way; a new one for each new content. */
  key: string
  dirty: boolean
  conflict: boolean
  savedAt: string | null
}

/** Where entries rest. IndexedDB in the browser, a Map in tests. */
export type Store<T> = {
  get(id: string): Promise<Entry<T> | undefined>
  set(id: string, entry: Entry<T>): Promise<void>
  del(id: string): Promise<void>
}

export type Saved = { version: number }

/** Sends one draft. Must throw `{status: 412}` when it was changed elsewhere, `{status: 0}` when there is no network. */
export type Push<T> = (entry: Entry<T>) => Promise<Saved>

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
  /** Forgets the draft on this device. */
  forget(): Promise<void>
  stop(): void
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'status' in error ? (error.status as number) : -1
}

/** One writer for one draft: local first, then the server, never two saves at once, never one over a newer version. */
export function openJournal<T>(options: Options<T>): Journal<T> {
  const { id, store, push, newKey, onStatus } = options
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

  function refused(error: unknown) {
    if (!entry) return
    const status = statusOf(error)
    if (status === 412 || status === 409) entry = { ...entry, conflict: true }
    if (entry.conflict) return onStatus('changed-elsewhere', error)
    if (status >= 400 && status < 500) return onStatus('refused', error)
    onStatus(kept ? 'on-this-device' : 'in-this-tab', error)
    if (!stopped) serverTimer = setTimeout(() => void save(), RETRY_MS)
  }

  async function saveOnce() {
    const sent = entry
    if (!sent?.dirty || sent.conflict) return
    onStatus('saving')
    try {
      const saved = await push(sent)
      if (!entry) return
      const unchanged = entry.doc === sent.doc
      entry = { ...entry, baseVersion: saved.version, dirty: !unchanged, savedAt: new Date().toISOString() }
      if (unchanged) onStatus('saved')
      else serverTimer = setTimeout(() => void save(), SERVER_MS)
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
      return entry
    },
    begin(doc, version) {
      entry = { id, doc, baseVersion: version, key: newKey(), dirty: false, conflict: false, savedAt: null }
    },
    change(doc) {
      if (!entry) throw new Error('begin or restore comes first')
      entry = { ...entry, doc, key: newKey(), dirty: true }
      clearTimeout(localTimer)
      clearTimeout(serverTimer)
      localTimer = setTimeout(() => void keep(), LOCAL_MS)
      if (!entry.conflict) serverTimer = setTimeout(() => void save(), SERVER_MS)
    },
    async flush() {
      await keep()
      await save()
    },
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
