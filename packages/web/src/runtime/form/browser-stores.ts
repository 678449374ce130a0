import type { LargeStore, SmallStore } from './model/journal'

/** localStorage, as far as the browser lets us. */
export const smallStore: SmallStore = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, text) => localStorage.setItem(key, text),
  removeItem: (key) => localStorage.removeItem(key),
  keys: () => Object.keys(localStorage),
}

const STORE = 'forms'
let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('tessera', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('indexedDB'))
  })
  return opening
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    const request = act(database.transaction(STORE, mode).objectStore(STORE))
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('indexedDB'))
  })
}

/** IndexedDB, for what is too large for the other. */
export const largeStore: LargeStore = {
  get: (key) => run<string | undefined>('readonly', (store) => store.get(key) as IDBRequest<string | undefined>),
  set: async (key, text) => void (await run('readwrite', (store) => store.put(text, key))),
  delete: async (key) => void (await run('readwrite', (store) => store.delete(key))),
}
