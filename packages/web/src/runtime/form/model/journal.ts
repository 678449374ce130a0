/** A POST whose answer was never seen: sent again with the same key it has its effect once. */
export interface SentRequest {
  readonly key: string
  readonly body: Readonly<Record<string, unknown>>
}

/** What is kept of a form that was not saved. */
export interface JournalEntry {
  /** Milliseconds of the last edit. */
  readonly at: number
  /** What was typed, by field key. */
  readonly values: Readonly<Record<string, unknown>>
  /** What the record held in these fields when typing began, and its version; absent for a new record. */
  readonly base?: { readonly version: number; readonly values: Readonly<Record<string, unknown>> }
  readonly sent?: SentRequest
}

/** Where entries are kept: `localStorage` for all but the largest, which go to a store without a small limit. */
export interface SmallStore {
  getItem(key: string): string | null
  setItem(key: string, text: string): void
  removeItem(key: string): void
  keys(): readonly string[]
}
export interface LargeStore {
  get(key: string): Promise<string | undefined>
  set(key: string, text: string): Promise<void>
  delete(key: string): Promise<void>
}

export const JOURNAL_PREFIX = 'tessera.form.'
const KEPT_MS = 24 * 3_600_000
/** UTF-16 units; browsers give an origin about five million. */
const SMALL = 200_000
/** Stands in the small store for an entry that is in the large one. */
const ELSEWHERE = 'large'

/** Name of a form's place: the person, the workspace, the object, the record or `new`. */
export function journalPlace(person: string, workspace: string, object: string, record: string | undefined): string {
  return [person, workspace, object, record ?? 'new'].map(encodeURIComponent).join('/')
}

/**
 * Keeps what is typed into one form on this device, so that neither a crash, an ended session nor leaving the page loses it.
 * Entries are kept for a day.
 */
export class FormJournal {
  readonly #key: string

  constructor(
    place: string,
    private readonly small: SmallStore,
    private readonly large: LargeStore,
    private readonly now: () => number = Date.now,
  ) {
    this.#key = JOURNAL_PREFIX + place
  }

  async read(): Promise<JournalEntry | undefined> {
    const kept = this.small.getItem(this.#key)
    if (kept === null) return undefined
    const text = kept === ELSEWHERE ? await this.large.get(this.#key).catch(() => undefined) : kept
    const entry = entryOf(text)
    if (entry !== undefined && this.now() - entry.at < KEPT_MS) return entry
    this.clear()
    return undefined
  }

  /** Writes at once; small entries before this returns, so that it works while the page goes away. */
  write(entry: JournalEntry): void {
    const text = JSON.stringify(entry)
    if (text.length <= SMALL) {
      try {
        this.small.setItem(this.#key, text)
        return
      } catch {
        // The store is full: the large one takes it.
      }
    }
    void this.large
      .set(this.#key, text)
      .then(() => this.small.setItem(this.#key, ELSEWHERE))
      .catch(() => undefined)
  }

  clear(): void {
    if (this.small.getItem(this.#key) === ELSEWHERE) void this.large.delete(this.#key).catch(() => undefined)
    this.small.removeItem(this.#key)
  }
}

/** Removes what was kept for more than a day, whosoever's it was. */
export function forgetOld(small: SmallStore, large: LargeStore, now = Date.now()): void {
  for (const key of small.keys()) {
    if (!key.startsWith(JOURNAL_PREFIX)) continue
    const text = small.getItem(key)
    if (text === ELSEWHERE) {
      void large.get(key).then(
        (kept) => {
          const at = entryOf(kept)?.at ?? 0
          if (now - at < KEPT_MS) return
          small.removeItem(key)
          void large.delete(key).catch(() => undefined)
        },
        () => undefined,
      )
    } else if (now - (entryOf(text)?.at ?? 0) >= KEPT_MS) small.removeItem(key)
  }
}

function entryOf(text: string | null | undefined): JournalEntry | undefined {
  try {
    const entry: unknown = JSON.parse(text ?? 'null')
    if (typeof entry !== 'object' || entry === null || !('at' in entry) || !('values' in entry)) return undefined
    return typeof entry.at === 'number' && typeof entry.values === 'object' && entry.values !== null
      ? (entry as JournalEntry)
      : undefined
  } catch {
    return undefined
  }
}
