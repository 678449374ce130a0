import type { DraftAnswer, DraftPatch } from '@tessera/metadata'
import { patched } from './draft-patch'
import type { DraftState } from './draft-state'
import type { JournalEntry } from './journal'

export interface Opened {
  readonly state: DraftState
  /** Entries that are in the state now. */
  readonly replayed: readonly JournalEntry[]
  /** Entries that do not fit: somebody saved, published or discarded meanwhile. */
  readonly left: readonly JournalEntry[]
}

/**
 * The draft a tab starts with: the server's, with what the journals of tabs that are gone hold beyond it. An entry fits when it
 * was made on this very version, or when the server's state is an earlier save of the same tab whose answer was lost.
 */
export function openDraft(answer: DraftAnswer, entries: readonly JournalEntry[]): Opened {
  const sorted = [...entries].sort((a, b) => (a.at < b.at ? -1 : 1))
  const replayed: JournalEntry[] = []
  const left: JournalEntry[] = []
  let state: DraftState = answer
  for (const entry of sorted) {
    const patch = replayed.length === 0 ? fitting(answer, entry.patch) : undefined
    if (patch === undefined) left.push(entry)
    else {
      state = patched(state, patch)
      replayed.push(entry)
    }
  }
  const { base, documents, commands, cursor } = state
  return { state: { base, documents, commands, cursor }, replayed, left }
}

function fitting(answer: DraftAnswer, patch: DraftPatch): DraftPatch | undefined {
  if (patch.version === answer.version) return patch
  if (answer.tab !== patch.tab || answer.version < patch.version) return undefined
  // The saved commands begin as the patch has them; those that fell off at the old end shift its counts.
  const first = patch.commands[0]?.id
  const found = answer.commands.findIndex(({ id }) => id === first)
  const keep = found === -1 ? Math.min(patch.keep, answer.commands.length) : found
  return { ...patch, keep, cursor: Math.max(0, patch.cursor - (patch.keep - keep)) }
}
