import { keptTexts } from '@/app/kept-texts'
import { JOURNAL_PREFIX, type LargeStore, type SmallStore } from './model/journal'

/** What outlives the tab and the browser, as far as the browser lets us. */
export const smallStore: SmallStore = {
  getItem: (key) => keptTexts.getItem(key),
  setItem: (key, text) => keptTexts.setItem(key, text),
  removeItem: (key) => keptTexts.removeItem(key),
  keys: () => keptTexts.names(JOURNAL_PREFIX),
}

/** Brings back drafts of forms that a killed browser had not written yet; before the first look at `smallStore`. */
export const restoreForms = (): Promise<void> => keptTexts.restore(JOURNAL_PREFIX)

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
