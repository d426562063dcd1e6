// The draft journal's place in IndexedDB; emptied at sign-out.
import { clear, createStore, del, get, set, type UseStore } from 'idb-keyval'
import type { Entry, Store } from './drafts'

let opened: UseStore | undefined

function database(): UseStore {
  opened ??= createStore('duespark', 'drafts')
  return opened
}

export function browserStore<T>(): Store<T> {
  return {
    get: (id) => get<Entry<T>>(id, database()),
    set: (id, entry) => set(id, entry, database()),
    del: (id) => del(id, database()),
  }
}

/** Removes every draft kept on this device. */
export function forgetAllDrafts(): Promise<void> {
  return clear(database())
}
