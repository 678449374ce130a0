import type { DraftEdit, WireDocument } from '@tessera/metadata'
import { editsBetween } from './edits'
import type { DraftDocuments } from './draft-state'
import { freeName, type MergedEntry } from './merged-documents'

type OfKind<K extends string> = Extract<WireDocument, { kind: K }>

/** The pen of one gesture: what it changes becomes one command. */
export interface DraftEditor {
  /** The document as this gesture has it so far. */
  document<K extends WireDocument['kind']>(kind: K, key: string): OfKind<K> | undefined
  /** Changes a document; nothing happens when there is none. A changed key renames it. */
  change<K extends WireDocument['kind']>(kind: K, key: string, to: (document: OfKind<K>) => OfKind<K>): void
  /** Puts a document in place of the one of its kind and key; makes it where there is none. */
  put(document: WireDocument): void
  /** Makes a new document; throws when its key is taken. */
  create(document: WireDocument): void
  remove(kind: WireDocument['kind'], key: string): void
}

export interface Gesture {
  readonly edits: Readonly<Record<string, readonly DraftEdit[]>>
  /** Published sides of documents the draft did not know. */
  readonly met: Readonly<Record<string, WireDocument | null>>
}

interface Working {
  readonly name: string
  readonly before: WireDocument | null
  after: WireDocument | null
}

/** What a gesture changes, as edits by name; undefined when it changes nothing. */
export function gestureOf(
  entries: readonly MergedEntry[],
  draft: DraftDocuments,
  act: (editor: DraftEditor) => void,
): Gesture | undefined {
  const published = new Map(entries.map((entry) => [entry.name, entry.published]))
  const working: Working[] = entries.map(({ name, document }) => ({ name, before: document, after: document }))

  const find = (kind: string, key: string): Working | undefined =>
    working.find(({ after }) => after?.kind === kind && after.key.toLowerCase() === key.toLowerCase())

  const create = (document: WireDocument): void => {
    if (find(document.kind, document.key) !== undefined) throw new Error(`${document.kind} ${document.key} is there`)
    const taken = Object.fromEntries(working.map(({ name }) => [name, true as const]))
    const names = { ...draft, ...taken } as unknown as DraftDocuments
    const name = freeName(document, names)
    published.set(name, null)
    working.push({ name, before: null, after: document })
  }

  act({
    document: <K extends WireDocument['kind']>(kind: K, key: string) => find(kind, key)?.after as OfKind<K> | undefined,
    change: (kind, key, to) => {
      const found = find(kind, key)
      if (found !== undefined) found.after = to(found.after as Parameters<typeof to>[0])
    },
    put: (document) => {
      const found = find(document.kind, document.key)
      if (found === undefined) create(document)
      else found.after = found.after?.id === undefined ? document : { id: found.after.id, ...document }
    },
    create,
    remove: (kind, key) => {
      const found = find(kind, key)
      if (found !== undefined) found.after = null
    },
  })

  const changed = working.flatMap(({ name, before, after }) => {
    const edits = editsBetween(before, after)
    return edits.length === 0 ? [] : [[name, edits] as const]
  })
  if (changed.length === 0) return undefined
  const met = changed.flatMap(([name]) =>
    draft[name] === undefined ? [[name, published.get(name) ?? null] as const] : [],
  )
  return { edits: Object.fromEntries(changed), met: Object.fromEntries(met) }
}
