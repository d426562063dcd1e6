import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type DraftStatus, type Entry, openJournal, type Push, type Store } from './drafts'

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
    const sent: Entry<Doc>[] = []
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
