import { isEqualJson } from '../changes/is-equal-json.js'
import { isJsonObject } from '../documents/checks/parts.js'
import type { WireDocument } from '../documents/document.js'
import { documentStructures, type PartList } from '../documents/structure.js'

type JsonObject = Readonly<Record<string, unknown>>

/** A document of a package as it is in a workspace that has the documents beside it. */
export interface PlacedDocument {
  /** Itself, or what becomes of the document of a needed template that it is a part of. */
  readonly document: WireDocument
  /** Where a place of `document` is in the document of the package, as JSON pointers; undefined for what is not the package's. */
  readonly pointerIn: (pointer: string) => string | undefined
}

export interface PlacedDocuments {
  /** The documents beside the package that it leaves as they are. */
  readonly beside: readonly WireDocument[]
  /** In the order of the package. */
  readonly own: readonly PlacedDocument[]
}

/**
 * The documents of a package among those it stands on. One under the kind and key of a needed template's document extends it: parts that
 * both have stay as they are there, others come after them.
 */
export function placeDocuments(documents: readonly WireDocument[], beside: readonly WireDocument[]): PlacedDocuments {
  const known = new Map(beside.map((document) => [nameOf(document), document]))
  const extended = new Set<WireDocument>()
  const own = documents.map((document): PlacedDocument => {
    const base = known.get(nameOf(document))
    if (base === undefined || base.system === true) return { document, pointerIn: (pointer) => pointer }
    extended.add(base)
    return extendDocument(base, document)
  })
  return { beside: beside.filter((document) => !extended.has(document)), own }
}

/** Kind and key, whatever its case. */
export function nameOf({ kind, key }: { readonly kind: string; readonly key: string }): string {
  return `${kind}/${key.toLowerCase()}`
}

function extendDocument(base: WireDocument, more: WireDocument): PlacedDocument {
  const moved = new Map<string, string>()
  const document = extendBody({ ...base }, { ...more }, documentStructures[base.kind].lists, moved)
  return {
    document: document as unknown as WireDocument,
    pointerIn: (pointer) => {
      const [, list = '', index = '', ...rest] = pointer.split('/')
      const at = moved.get(`/${list}/${index}`)
      return at === undefined ? undefined : [at, ...rest].join('/')
    },
  }
}

/** `moved`: where the members of the lists come from, by where they are. */
function extendBody(
  base: JsonObject,
  more: JsonObject,
  lists: readonly PartList[],
  moved: Map<string, string> = new Map(),
): JsonObject {
  // A field of another type has options, targets and the like of its own.
  if (base.type !== more.type) return base
  let extended = base
  for (const list of lists) {
    const others = more[list.list]
    const own = base[list.list] ?? []
    if (!Array.isArray(others) || !Array.isArray(own)) continue
    const all: unknown[] = [...(own as readonly unknown[])]
    others.forEach((other: unknown, index) => {
      const at = own.findIndex((member: unknown) => isSame(member, other, list))
      if (at === -1) moved.set(`/${list.list}/${all.push(other) - 1}`, `/${list.list}/${index}`)
      else {
        const member: unknown = all[at]
        if (isJsonObject(member) && isJsonObject(other)) all[at] = extendBody(member, other, list.lists ?? [])
        moved.set(`/${list.list}/${at}`, `/${list.list}/${index}`)
      }
    })
    if (all.length > 0) extended = { ...extended, [list.list]: all }
  }
  return extended
}

/** Whether two members of a list are one part; where only places tell members apart, those that say the same. */
function isSame(member: unknown, other: unknown, { match, ids }: PartList): boolean {
  if (!isJsonObject(member) || !isJsonObject(other)) return member === other
  if (match === 'place') return isEqualJson(withoutIds(member), withoutIds(other))
  const identity = ids === 'author' ? 'id' : match
  return isEqualJson(member[identity], other[identity])
}

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name === 'id' ? [] : [[name, withoutIds(inner)] as const])),
  )
}
