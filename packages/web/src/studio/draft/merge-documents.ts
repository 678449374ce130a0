import {
  applyChanges,
  documentStructures,
  merge3,
  type MergeConflict,
  type DocumentChange,
  type DocumentSet,
  type Member,
  type PartList,
  type StoredDocument,
  type WireDocument,
} from '@tessera/metadata'

type JsonObject = Readonly<Record<string, unknown>>

export interface MergedDocument {
  /** Holds mine where both sides changed the same place, unless theirs was chosen. */
  readonly document: WireDocument | null
  readonly conflicts: readonly MergeConflict[]
}

/** Parts that were not published yet have no id: they are told apart by what identifies them in their list. */
const LOCAL = '~'

/**
 * Joins two versions of a document that grew out of the same one, property by property and part by part; null = there is
 * none. The server does the same for what is published; here it serves drafts and what people must choose between.
 * `takesTheirs`: which conflicts go to the other side.
 */
export function mergeDocuments(
  base: WireDocument | null,
  mine: WireDocument | null,
  theirs: WireDocument | null,
  takesTheirs: (conflict: MergeConflict) => boolean = () => false,
): MergedDocument {
  const [b, m, t] = [base, mine, theirs].map((document) => setOf(document, theirs)) as [
    DocumentMap,
    DocumentMap,
    DocumentMap,
  ]
  const { merged, conflicts } = merge3(b, m, t)
  const chosen = conflicts.filter(takesTheirs).reduce((set, conflict) => withTheirs(set, conflict, t.get(SELF)), merged)
  const document = chosen.get(SELF)
  return { document: document === undefined ? null : withoutLocalIds(document), conflicts }
}

function withTheirs(set: DocumentSet, conflict: MergeConflict, document: StoredDocument | undefined): DocumentSet {
  const { partPath, property, theirs } = conflict
  if (partPath.length === 0 && property === '') {
    return document === undefined ? new Map() : new Map([[SELF, document]])
  }
  return applyChanges(set, [changeTo(set, partPath, property, theirs)])
}

function changeTo(set: DocumentSet, path: readonly string[], property: string, theirs: unknown): DocumentChange {
  const part = path.slice(0, -2)
  const [list = '', id = ''] = path.slice(-2)
  const place = { documentId: SELF, part, list }
  if (property === 'position') {
    const from = idsAt(set.get(SELF), part, list)
    const rest = from.filter((one) => one !== id)
    const to = [...rest.slice(0, Number(theirs)), id, ...rest.slice(Number(theirs))]
    return { op: 'order', ...place, from, to }
  }
  if (property !== '') return { op: 'set', documentId: SELF, part: path, property, from: undefined, to: theirs }
  return theirs === undefined
    ? { op: 'removePart', ...place, member: { id } }
    : { op: 'addPart', ...place, member: theirs as Member }
}

function idsAt(owner: JsonObject | undefined, part: readonly string[], list: string): readonly string[] {
  const [name, id, ...rest] = part
  if (name === undefined) {
    const members = owner?.[list]
    return Array.isArray(members) ? members.map((one: unknown) => (isObject(one) ? String(one.id) : String(one))) : []
  }
  return idsAt(
    partsOf(owner, name).find((member) => member.id === id),
    rest,
    list,
  )
}

type DocumentMap = ReadonlyMap<string, StoredDocument>
const SELF = 'self'

/** `known`: a version that may have been published since; its parts lend their ids to the same parts without one. */
function setOf(document: WireDocument | null, known: WireDocument | null): DocumentMap {
  if (document === null) return new Map()
  const { lists } = documentStructures[document.kind]
  const own = withIds(document as unknown as JsonObject, (known ?? undefined) as unknown as JsonObject, lists)
  const publishedId = document.id ?? known?.id ?? ''
  return new Map([[SELF, { ...own, id: SELF, publishedId } as unknown as StoredDocument]])
}

function withIds(owner: JsonObject, known: JsonObject | undefined, lists: readonly PartList[]): JsonObject {
  let after = owner
  for (const list of lists) {
    const members = owner[list.list]
    if (!Array.isArray(members) || list.match === 'text') continue
    const others = partsOf(known, list.list)
    const marked = members.map((member: unknown, index) => {
      if (!isObject(member)) return member
      const identity = identityOf(member, list, index)
      const same = others.find((other, at) =>
        member.id === undefined ? identityOf(other, list, at) === identity : other.id === member.id,
      )
      const part = withIds(member, same, list.lists ?? [])
      return part.id === undefined ? { ...part, id: same?.id ?? LOCAL + identity } : part
    })
    after = { ...after, [list.list]: marked }
  }
  return after
}

function partsOf(owner: JsonObject | undefined, list: string): readonly JsonObject[] {
  const members = owner?.[list]
  return Array.isArray(members) ? members.filter(isObject) : []
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function identityOf(part: JsonObject, { match }: PartList, index: number): string {
  const identity = match === 'place' ? (part.key ?? part.label) : part[match]
  return identity === undefined ? String(index) : JSON.stringify(identity)
}

function withoutLocalIds(document: StoredDocument): WireDocument {
  const { publishedId, ...rest } = strip(document) as JsonObject & { publishedId?: string }
  const { id: _self, ...body } = rest
  return (publishedId === '' || publishedId === undefined
    ? body
    : { id: publishedId, ...body }) as unknown as WireDocument
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip)
  if (typeof value !== 'object' || value === null) return value
  const own = Object.entries(value as JsonObject).filter(
    ([name, one]) => !(name === 'id' && typeof one === 'string' && one.startsWith(LOCAL)),
  )
  return Object.fromEntries(own.map(([name, one]) => [name, strip(one)]))
}
