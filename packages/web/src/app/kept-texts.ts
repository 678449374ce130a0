/** A store that is read and written at once; localStorage, or a map in tests. */
export interface QuickStore {
  getItem(name: string): string | null
  setItem(name: string, text: string): void
  removeItem(name: string): void
  names(): readonly string[]
}

/** A store whose writes are on their way to the disk when they resolve; IndexedDB, or a map in tests. */
export interface SureStore {
  /** Names and texts of all that begin so. */
  all(prefix: string): Promise<readonly (readonly [name: string, text: string])[]>
  set(name: string, text: string): Promise<void>
  delete(name: string): Promise<void>
}

const DAY_MS = 24 * 3_600_000
/** An IndexedDB that does not answer must not keep a form from opening. */
const PATIENCE_MS = 1_500

/** What stands in both stores: when it was written, and the text; without one it was taken away then. */
interface Stamped {
  readonly at: number
  readonly text: string | null
}

const written = ({ at, text }: Stamped): string => (text === null ? `${at}-` : `${at}=${text}`)

function readStamped(value: string | null): Stamped | undefined {
  if (value === null) return undefined
  const [, at, sign] = /^(\d+)([=-])/.exec(value) ?? []
  // Written before there were stamps.
  if (at === undefined) return { at: 0, text: value }
  return { at: Number(at), text: sign === '-' ? null : value.slice(at.length + 1) }
}

/**
 * Texts that outlive tab and browser. localStorage takes them before the call returns, so that a tab may die at once; but
 * Chromium brings it to the disk only seconds, later even minutes afterwards, and loses it when all of it is killed. So each
 * text goes to IndexedDB as well, and `restore` puts back what is newer there.
 */
export class KeptTexts {
  #last = 0
  readonly #waiting = new Map<string, Stamped>()
  readonly #writing = new Set<string>()

  constructor(
    private readonly quick: QuickStore,
    private readonly sure: SureStore,
    private readonly now: () => number = Date.now,
  ) {}

  getItem(name: string): string | null {
    return readStamped(this.quick.getItem(name))?.text ?? null
  }

  /** Throws when the browser has no room for it. */
  setItem(name: string, text: string): void {
    this.#write(name, text)
  }

  removeItem(name: string): void {
    if (this.quick.getItem(name) !== null) this.#write(name, null)
  }

  /** The names that have a text, of everything that begins so. */
  names(prefix = ''): readonly string[] {
    return this.quick.names().filter((name) => name.startsWith(prefix) && this.getItem(name) !== null)
  }

  /** Brings back what a killed browser had not yet written to localStorage. Before the first look at names that begin so. */
  async restore(prefix: string): Promise<void> {
    const found = this.sure.all(prefix).catch(() => [])
    const patience = new Promise<readonly (readonly [string, string])[]>((resolve) => {
      setTimeout(() => resolve([]), PATIENCE_MS)
    })
    for (const [name, value] of await Promise.race([found, patience])) this.#bringBack(name, value)
  }

  #bringBack(name: string, value: string): void {
    const sure = readStamped(value)
    const quick = readStamped(this.quick.getItem(name))
    if (sure === undefined) return
    if (sure.text === null && this.now() - sure.at > DAY_MS && (quick?.at ?? 0) <= sure.at) return this.#forget(name)
    if (quick !== undefined && quick.at >= sure.at) return
    try {
      this.quick.setItem(name, value)
    } catch {
      // No room: it stays where it is.
    }
  }

  /** That a text was taken away long ago need not be remembered. */
  #forget(name: string): void {
    this.quick.removeItem(name)
    void this.sure.delete(name).catch(() => undefined)
  }

  #write(name: string, text: string | null): void {
    this.#last = Math.max(this.now(), this.#last + 1)
    const stamped = { at: this.#last, text }
    this.quick.setItem(name, written(stamped))
    this.#waiting.set(name, stamped)
    if (!this.#writing.has(name)) void this.#copy(name)
  }

  /** One write at a time of each name; what came meanwhile is written after it, the last of it only. */
  async #copy(name: string): Promise<void> {
    this.#writing.add(name)
    for (let next = this.#waiting.get(name); next !== undefined; next = this.#waiting.get(name)) {
      this.#waiting.delete(name)
      await this.sure.set(name, written(next)).catch(() => undefined)
    }
    this.#writing.delete(name)
  }
}

const STORE = 'texts'
let opening: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('tessera-kept', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('indexedDB'))
  })
  return opening
}

async function inStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(STORE, mode)
    const request = act(transaction.objectStore(STORE))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error ?? new Error('indexedDB'))
  })
}

/** The one of this browser. */
export const keptTexts = new KeptTexts(
  {
    getItem: (name) => localStorage.getItem(name),
    setItem: (name, text) => localStorage.setItem(name, text),
    removeItem: (name) => localStorage.removeItem(name),
    names: () => Object.keys(localStorage),
  },
  {
    all: async (prefix) => {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
      const names = await inStore('readonly', (store) => store.getAllKeys(range))
      const texts = await inStore('readonly', (store) => store.getAll(range) as IDBRequest<string[]>)
      return names.map((name, index) => [String(name), texts[index] ?? ''] as const).filter(([, text]) => text !== '')
    },
    set: async (name, text) => void (await inStore('readwrite', (store) => store.put(text, name))),
    delete: async (name) => void (await inStore('readwrite', (store) => store.delete(name))),
  },
)
