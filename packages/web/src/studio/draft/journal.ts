import type { DraftDocument, DraftPatch } from '@tessera/metadata'
import { keptTexts } from '@/app/kept-texts'

const PREFIX = 'tessera.draft/'

/** Where the browser keeps texts, or a map in tests. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { names(): readonly string[] }

/** What a tab has done that the server has not confirmed, with the documents as they were before. */
export interface JournalEntry {
  readonly patch: DraftPatch
  readonly before: Readonly<Record<string, DraftDocument | null>>
  /** Instant. */
  readonly at: string
}

/** A text in an input that becomes a step only when the person is done with it. */
export interface Typing {
  /** Which screen it stands on, and which input of it. */
  readonly place: string
  readonly part: string
  readonly text: string
  /** Milliseconds. */
  readonly at: number
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
  const prefix = `${PREFIX}${owner}/tab/`
  const copiesName = `${PREFIX}${owner}/copies`
  const typingPrefix = `${PREFIX}${owner}/typing/`

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
    /** What is being typed in a tab; undefined: nothing that is not a step yet. */
    keepTyping(tab: string, typing: Typing | undefined): void {
      if (typing === undefined) return shelf.removeItem(typingPrefix + tab)
      try {
        shelf.setItem(typingPrefix + tab, JSON.stringify(typing))
      } catch {
        // No room: it is kept once it is a step.
      }
    },
    /** What was being typed in tabs that are gone, the latest of it; the rest is let go. */
    takeTyping(alive: ReadonlySet<string>): Typing | undefined {
      const names = shelf.names().filter((name) => name.startsWith(typingPrefix))
      const gone = names.filter((name) => !alive.has(name.slice(typingPrefix.length)))
      const found = gone.flatMap((name) => read<Typing>(name) ?? []).sort((a, b) => b.at - a.at)
      for (const name of gone) shelf.removeItem(name)
      return found[0]
    },
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

/** What outlives the tab and the browser, as a shelf; with what a killed browser had not written yet. */
export async function browserShelf(): Promise<Shelf> {
  await keptTexts.restore(PREFIX)
  return {
    getItem: (name) => keptTexts.getItem(name),
    setItem: (name, text) => keptTexts.setItem(name, text),
    removeItem: (name) => keptTexts.removeItem(name),
    names: () => keptTexts.names(PREFIX),
  }
}
