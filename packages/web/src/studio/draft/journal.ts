import type { DraftDocument, DraftPatch } from '@tessera/metadata'

/** Where the browser keeps texts; localStorage, or a map in tests. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { names(): readonly string[] }

/** What a tab has done that the server has not confirmed, with the documents as they were before. */
export interface JournalEntry {
  readonly patch: DraftPatch
  readonly before: Readonly<Record<string, DraftDocument | null>>
  /** Instant. */
  readonly at: string
}

/** Changes that did not fit the draft any more: kept by name until the person puts them back or throws them away. */
export interface DraftCopy extends JournalEntry {
  readonly id: string
}

/**
 * The local journal of drafts: one entry per tab, written synchronously with every command, gone when the server has it.
 * `owner` tells people and workspaces on one machine apart.
 */
export function createJournal(shelf: Shelf, owner: string) {
  const prefix = `tessera.draft/${owner}/tab/`
  const copiesName = `tessera.draft/${owner}/copies`

  function read<T>(name: string): T | undefined {
    const text = shelf.getItem(name)
    if (text === null) return undefined
    try {
      return JSON.parse(text) as T
    } catch {
      return undefined
    }
  }

  return {
    /** False when the browser has no room (or no right) to keep it. */
    write(entry: JournalEntry): boolean {
      try {
        shelf.setItem(prefix + entry.patch.tab, JSON.stringify(entry))
        return true
      } catch {
        return false
      }
    },
    clear: (tab: string): void => shelf.removeItem(prefix + tab),
    entries: (): readonly JournalEntry[] =>
      shelf
        .names()
        .filter((name) => name.startsWith(prefix))
        .flatMap((name) => read<JournalEntry>(name) ?? []),
    copies: (): readonly DraftCopy[] => read<readonly DraftCopy[]>(copiesName) ?? [],
    /** Puts an entry among the copies; the entry itself goes. The same one twice is kept once. */
    keepCopy(entry: JournalEntry): void {
      const id = `${entry.patch.tab}/${entry.at}`
      const others = (read<readonly DraftCopy[]>(copiesName) ?? []).filter((copy) => copy.id !== id)
      shelf.setItem(copiesName, JSON.stringify([...others, { ...entry, id }]))
      shelf.removeItem(prefix + entry.patch.tab)
    },
    dropCopy(id: string): void {
      const others = (read<readonly DraftCopy[]>(copiesName) ?? []).filter((copy) => copy.id !== id)
      if (others.length === 0) shelf.removeItem(copiesName)
      else shelf.setItem(copiesName, JSON.stringify(others))
    },
  }
}

export type Journal = ReturnType<typeof createJournal>

/** localStorage as a shelf. */
export function browserShelf(): Shelf {
  return {
    getItem: (name) => localStorage.getItem(name),
    setItem: (name, text) => localStorage.setItem(name, text),
    removeItem: (name) => localStorage.removeItem(name),
    names: () => Object.keys(localStorage),
  }
}
