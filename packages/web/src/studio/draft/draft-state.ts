import {
  isEqualJson,
  type DraftCommand,
  type DraftDocument,
  type DraftEdit,
  type WireDocument,
} from '@tessera/metadata'
import { applyEdits, invertEdits } from './edits'

/**
 * What a person has changed and not yet published: the documents they touched, by their names in the draft, and the named
 * commands that led there, of which the first `cursor` are applied. Never changed in place.
 */
export interface DraftState {
  /** The revision the draft builds on. */
  readonly base: number
  readonly documents: DraftDocuments
  readonly commands: readonly DraftCommand[]
  readonly cursor: number
}

export type DraftDocuments = Readonly<Record<string, DraftDocument>>

/** A draft in which nothing was changed. */
export const emptyDraft = (base: number): DraftState => ({ base, documents: {}, commands: [], cursor: 0 })

/**
 * The draft after one more command; commands that were undone before are forgotten. `met`: the published side (null = new) of
 * documents that the draft did not know.
 */
export function withCommand(
  state: DraftState,
  command: DraftCommand,
  met: Readonly<Record<string, WireDocument | null>> = {},
): DraftState {
  const known: Record<string, DraftDocument> = { ...state.documents }
  for (const [name, published] of Object.entries(met)) known[name] ??= { published, document: published }
  const documents = withEdits(known, command, 'forth')
  const commands = [...state.commands.slice(0, state.cursor), command]
  return { ...state, documents: withoutForgotten(documents, commands), commands, cursor: commands.length }
}

/** The draft with exactly `cursor` commands applied: undo and redo, one or many. */
export function movedTo(state: DraftState, cursor: number): DraftState {
  const goal = Math.max(0, Math.min(cursor, state.commands.length))
  let documents = state.documents
  for (let at = state.cursor; at > goal; at -= 1) documents = withEdits(documents, commandAt(state, at - 1), 'back')
  for (let at = state.cursor; at < goal; at += 1) documents = withEdits(documents, commandAt(state, at), 'forth')
  return goal === state.cursor ? state : { ...state, documents, cursor: goal }
}

function commandAt({ commands }: DraftState, index: number): DraftCommand {
  return commands[index] as DraftCommand
}

function withEdits(documents: DraftDocuments, command: DraftCommand, way: 'forth' | 'back'): DraftDocuments {
  const after: Record<string, DraftDocument> = { ...documents }
  for (const [name, edits] of Object.entries(command.edits)) {
    const known = after[name] ?? { published: null, document: null }
    after[name] = { ...known, document: editedDocument(known.document, way === 'forth' ? edits : invertEdits(edits)) }
  }
  return after
}

function editedDocument(document: WireDocument | null, edits: readonly DraftEdit[]): WireDocument | null {
  return applyEdits(document, edits) as WireDocument | null
}

/** Without documents that are as published and that no command speaks of: they follow the published ones again. */
function withoutForgotten(documents: DraftDocuments, commands: readonly DraftCommand[]): DraftDocuments {
  const named = new Set(commands.flatMap(({ edits }) => Object.keys(edits)))
  const kept = Object.entries(documents).filter(([name, document]) => named.has(name) || isChanged(document))
  return Object.fromEntries(kept)
}

/** True when publishing would do something to this document. */
export function isChanged({ published, document }: DraftDocument): boolean {
  return !isEqualJson(published, document)
}
