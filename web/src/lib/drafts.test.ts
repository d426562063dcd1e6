import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type DraftStatus, type Entry, openJournal, type Push, type Sent, type Store } from './drafts'

type Doc = { notes: string }

function memoryStore(): Store<Doc> & { kept: Map<string, Entry<Doc>> } {
  const kept = new Map<string, Entry<Doc>>()
  return {
    kept,
    get: async (id) => kept.get(id),
    set: async (id, entry) => void kept.set(id, entry),
    del: async (id) => void kept.delete(id),
  }
}

function open(push: Push<Doc>) {
  const store = memoryStore()
  const statuses: DraftStatus[] = []
  let key = 0
  const newKey = () => {
    key += 1
    return `key-${key}`
  }
  const journal = openJournal({ id: 'a', store, push, newKey, onStatus: (status) => statuses.push(status) })
  journal.begin({ notes: '' }, 1)
  return { journal, store, statuses }
}

describe('draft journal', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })

  it('is on the device after 250 ms and on the server within a second', async () => {
    const push = vi.fn<Push<Doc>>(async () => ({ version: 2 }))
    const { journal, store, statuses } = open(push)
    journal.change({ notes: 'h' })
    journal.change({ notes: 'hello' })
    await vi.advanceTimersByTimeAsync(250)
    expect(store.kept.get('a')?.doc.notes).toBe('hello')
    expect(push).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(700)
    expect(push).toHaveBeenCalledOnce()
    expect(push.mock.calls[0]?.[0]).toMatchObject({ baseVersion: 1, doc: { notes: 'hello' } })
    expect(statuses.at(-1)).toBe('saved')
    expect(store.kept.get('a')).toMatchObject({ baseVersion: 2, dirty: false })
  })

  it('keeps the draft and its key while offline, then sends it once', async () => {
    const keys: string[] = []
    let online = false
    const { journal, statuses } = open(async (entry) => {
      keys.push(entry.key)
      if (!online) throw { status: 0 }
      return { version: 2 }
    })
    journal.change({ notes: 'kept' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(statuses.at(-1)).toBe('on-this-device')
    online = true
    await vi.advanceTimersByTimeAsync(20_000)
    expect(statuses.at(-1)).toBe('saved')
    expect(new Set(keys).size).toBe(1)
  })

  it('never writes over a newer version', async () => {
    const push = vi.fn<Push<Doc>>(async () => {
      throw { status: 412 }
    })
    const { journal, statuses, store } = open(push)
    journal.change({ notes: 'mine' })
    await vi.advanceTimersByTimeAsync(1000)
    journal.change({ notes: 'mine again' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(push).toHaveBeenCalledOnce()
    expect(statuses.at(-1)).toBe('changed-elsewhere')
    expect(store.kept.get('a')).toMatchObject({ conflict: true, doc: { notes: 'mine again' } })
  })

  it('saves what was typed while a save was under way, after it and over its version', async () => {
    const sent: Sent<Doc>[] = []
    const { journal } = open(async (entry) => {
      sent.push(entry)
      await new Promise((done) => setTimeout(done, 500))
      return { version: (entry.baseVersion ?? 0) + 1 }
    })
    journal.change({ notes: 'one' })
    await vi.advanceTimersByTimeAsync(800)
    journal.change({ notes: 'two' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent.map((entry) => [entry.doc.notes, entry.baseVersion])).toEqual([
      ['one', 1],
      ['two', 2],
    ])
    expect(sent[0]?.key).not.toBe(sent[1]?.key)
  })

  it('asks about the first save again before anything newer, so that there is one draft', async () => {
    const done = new Map<string, number>()
    let version = 0
    let lost = 1
    const sent: Sent<Doc>[] = []
    const { journal, statuses } = open(async (save) => {
      sent.push(save)
      if (!done.has(save.key)) {
        version += 1
        done.set(save.key, version)
      }
      if (lost > 0) {
        lost -= 1
        throw { status: 0 }
      }
      return { version: done.get(save.key) ?? 0 }
    })
    journal.begin({ notes: '' }, null)
    journal.change({ notes: 'first' })
    await vi.advanceTimersByTimeAsync(800)
    journal.change({ notes: 'first and more' })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(sent.map((save) => [save.doc.notes, save.baseVersion])).toEqual([
      ['first', null],
      ['first', null],
      ['first and more', 1],
    ])
    expect(sent[0]?.key).toBe(sent[1]?.key)
    expect(done.size).toBe(2)
    expect(statuses.at(-1)).toBe('saved')
  })

  it('knows after a crash what was on its way', async () => {
    const { journal, store } = open(async () => {
      throw { status: 503 }
    })
    journal.change({ notes: 'on its way' })
    await vi.advanceTimersByTimeAsync(800)
    const key = store.kept.get('a')?.sent?.key
    journal.stop()
    const push = vi.fn<Push<Doc>>(async () => ({ version: 2 }))
    const again = openJournal({ id: 'a', store, push, newKey: () => 'other', onStatus: () => {} })
    await again.restore()
    await vi.advanceTimersByTimeAsync(800)
    expect(push.mock.calls.map(([save]) => save.key)).toEqual([key])
  })

  it('stays on the device while the server could not take it', async () => {
    const push = vi.fn<Push<Doc>>(async () => ({ version: 2 }))
    const store = memoryStore()
    const statuses: DraftStatus[] = []
    const canSend = (doc: Doc) => doc.notes.includes('client')
    const onStatus = (status: DraftStatus) => statuses.push(status)
    const journal = openJournal({ id: 'a', store, push, canSend, newKey: () => 'k', onStatus })
    journal.begin({ notes: '' }, null)
    journal.change({ notes: 'lines' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect([push.mock.calls.length, statuses.at(-1)]).toEqual([0, 'on-this-device'])
    journal.change({ notes: 'lines and client' })
    await vi.advanceTimersByTimeAsync(1000)
    expect([push.mock.calls.length, statuses.at(-1)]).toEqual([1, 'saved'])
  })

  it('sends what was mended under a new key', async () => {
    const keys: string[] = []
    const { journal } = open(async (save) => {
      keys.push(save.key)
      if (save.doc.notes === 'bad') throw { status: 422 }
      return { version: 2 }
    })
    journal.change({ notes: 'bad' })
    await vi.advanceTimersByTimeAsync(1000)
    journal.change({ notes: 'good' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(new Set(keys).size).toBe(2)
  })

  it('says when the server refuses the content and does not repeat it', async () => {
    const push = vi.fn<Push<Doc>>(async () => {
      throw { status: 422 }
    })
    const { journal, statuses } = open(push)
    journal.change({ notes: 'bad' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(statuses.at(-1)).toBe('refused')
    expect(push).toHaveBeenCalledOnce()
  })

  it('says so when neither the device nor the server took the draft', async () => {
    const { journal, statuses, store } = open(async () => {
      throw { status: 0 }
    })
    store.set = async () => {
      throw new Error('storage is blocked')
    }
    journal.change({ notes: 'fragile' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(statuses.at(-1)).toBe('in-this-tab')
  })

  it('restores after a crash and forgets on request', async () => {
    const { journal, store } = open(async () => ({ version: 2 }))
    journal.change({ notes: 'survives' })
    await vi.advanceTimersByTimeAsync(250)
    expect((await journal.restore())?.doc.notes).toBe('survives')
    await journal.forget()
    expect(store.kept.size).toBe(0)
  })
})
