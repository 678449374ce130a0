import { isEqualJson, type DraftAnswer, type DraftDocument, type DraftPatch, type DraftSaved } from '@tessera/metadata'
import type { DraftState } from './draft-state'

/** What the server is known to have. */
export interface KnownDraft extends DraftState {
  readonly version: number
}

export function knownDraft({ version, base, documents, commands, cursor }: DraftAnswer): KnownDraft {
  return { version, base, documents, commands, cursor }
}

/**
 * What leads from the draft the server has to the one of this tab; undefined when they are the same. `uncertain`: names of
 * documents in requests whose answer was not seen: the server may have either side of them.
 */
export function patchBetween(
  known: KnownDraft,
  state: DraftState,
  tab: string,
  uncertain: ReadonlySet<string> = new Set(),
): DraftPatch | undefined {
  const keep = commonCommands(known, state)
  const documents = { ...changedDocuments(known, state) }
  for (const name of uncertain) documents[name] = state.documents[name] ?? null
  const commands = state.commands.slice(keep)
  const isSame =
    commands.length === 0 &&
    keep === known.commands.length &&
    state.cursor === known.cursor &&
    Object.keys(documents).length === 0
  if (isSame && (known.version === 0 || state.base === known.base)) return undefined
  return { version: known.version, base: state.base, tab, keep, commands, cursor: state.cursor, documents }
}

function commonCommands(known: DraftState, state: DraftState): number {
  const most = Math.min(known.commands.length, state.commands.length)
  let count = 0
  while (count < most && known.commands[count]?.id === state.commands[count]?.id) count += 1
  return count
}

function changedDocuments(known: DraftState, state: DraftState): Readonly<Record<string, DraftDocument | null>> {
  const changed: Record<string, DraftDocument | null> = {}
  for (const name of Object.keys(known.documents)) if (state.documents[name] === undefined) changed[name] = null
  for (const [name, document] of Object.entries(state.documents)) {
    const before = known.documents[name]
    if (before !== document && !isEqualJson(before, document)) changed[name] = document
  }
  return changed
}

/** The draft a patch leads to, from the one the server had when the patch was made. */
export function patched(known: DraftState, patch: Omit<DraftPatch, 'version' | 'tab'>): DraftState {
  const documents: Record<string, DraftDocument> = { ...known.documents }
  for (const [name, document] of Object.entries(patch.documents)) {
    if (document === null) delete documents[name]
    else documents[name] = document
  }
  const commands = [...known.commands.slice(0, patch.keep), ...patch.commands]
  return { base: patch.base, documents, commands, cursor: patch.cursor }
}

/** What the server has after it accepted a patch that led to `sent`: the oldest commands may have fallen off. */
export function savedDraft(sent: DraftState, { version, dropped, cursor, commands }: DraftSaved): KnownDraft {
  return { ...sent, version, commands: sent.commands.slice(dropped, dropped + commands), cursor }
}

/** The draft of this tab without the commands that fell off at the server; unchanged when some of them are undone here. */
export function withoutDropped(state: DraftState, dropped: number): DraftState {
  if (dropped === 0 || state.cursor < dropped) return state
  return { ...state, commands: state.commands.slice(dropped), cursor: state.cursor - dropped }
}
