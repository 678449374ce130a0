import { isJsonObject } from '../documents/checks/parts.js'
import type { WireDocument } from '../documents/document.js'
import { mapReferences, type AnyDocument } from '../documents/reference-places.js'
import { documentStructures, type PartList } from '../documents/structure.js'
import { assignIds, type IdentifiedDocument } from '../stored/assign-ids.js'
import type { Hash } from '../stored/derive-id.js'

type JsonObject = Readonly<Record<string, unknown>>
type FormerKeys = Readonly<Record<string, string>>

/**
 * The documents of a template with an id for every part: the id it has, else one derived from its path of keys, where a part that was
 * renamed goes by its former key. So a part keeps its id from version to version, and the same documents always get the same ids.
 * Documents must have passed their own checks.
 */
export function identifyDocuments(
  documents: readonly WireDocument[],
  hash: Hash,
  formerKeys: FormerKeys = {},
): readonly IdentifiedDocument[] {
  const taken = new Set<string>()
  return documents.map((document) => {
    const before = asBefore(document, formerKeys)
    const { lists } = documentStructures[document.kind]
    const { document: assigned } = assignIds(before, {
      previous: undefined,
      isTaken: (id) => taken.has(id),
      isOptionTaken: () => false,
      isHidden: () => true,
      hash,
    })
    const identified = withIds({ ...document }, { ...assigned }, lists)
    for (const id of idsOf(identified, lists)) taken.add(id)
    return identified as unknown as IdentifiedDocument
  })
}

/**
 * The hash that ids of a template's parts are derived with: parts of two templates never share an id, even where one extends what the
 * other has.
 */
export function hashFor(template: string, hash: Hash): Hash {
  return (text) => hash(`${template}:${text}`)
}

/** Path of a part as `formerKeys` writes it: `object/account/fields/level`. */
export function partName(document: { readonly kind: string; readonly key: string }, steps: readonly string[]): string {
  return [document.kind, document.key, ...steps].join('/')
}

/** What a member of a list is called in a path: its key, or the id its author chose. */
export function memberName(member: JsonObject): string | undefined {
  const name = member.key ?? member.id
  return typeof name === 'string' ? name : undefined
}

/** The document with the keys that its parts had in the first version; only ids are taken from it. */
function asBefore(document: WireDocument, formerKeys: FormerKeys): WireDocument {
  if (Object.keys(formerKeys).length === 0) return document
  const former = (path: string): string | undefined => (Object.hasOwn(formerKeys, path) ? formerKeys[path] : undefined)
  const { kind, key } = document
  const referring = mapReferences<AnyDocument>({ ...document }, ({ rule, root, value }) => {
    if (rule.holds !== 'field' || root === undefined) return value
    return former(partName({ kind: 'object', key: 'self' in root ? key : root.name }, ['fields', value])) ?? value
  })
  const renamed = renameLists({ ...referring }, documentStructures[kind].lists, [kind, key])
  return { ...renamed, key: former(`${kind}/${key}`) ?? key } as unknown as WireDocument

  function renameLists(body: JsonObject, lists: readonly PartList[], path: readonly string[]): JsonObject {
    let renamedBody = body
    for (const { list, lists: inner = [] } of lists) {
      const members = body[list]
      if (!Array.isArray(members)) continue
      const after = members.map((member: unknown) => {
        if (!isJsonObject(member)) return member
        const name = memberName(member)
        if (name === undefined) return renameLists(member, inner, [...path, list, ''])
        const steps = [...path, list, name]
        const nested = renameLists(member, inner, steps)
        const then = former(steps.join('/'))
        return then === undefined || member.key === undefined ? nested : { ...nested, key: then }
      })
      renamedBody = { ...renamedBody, [list]: after }
    }
    return renamedBody
  }
}

/** `body` with the ids of `identified`, which is the same but for names. Ids come first, as people read them. */
function withIds(body: JsonObject, identified: JsonObject, lists: readonly PartList[]): JsonObject {
  const { id: _own, ...rest } = body
  let copy: JsonObject = { id: identified.id, ...rest }
  for (const { list, match, lists: inner = [] } of lists) {
    const members = body[list]
    const named = identified[list]
    if (match === 'text' || !Array.isArray(members) || !Array.isArray(named)) continue
    const after = members.map((member: unknown, index) => {
      const other = named[index] as unknown
      return isJsonObject(member) && isJsonObject(other) ? withIds(member, other, inner) : member
    })
    copy = { ...copy, [list]: after }
  }
  return copy
}

/** Ids of a document and of its parts; those of options count within their field and are left out. */
function idsOf(body: JsonObject, lists: readonly PartList[]): readonly string[] {
  const own = typeof body.id === 'string' ? [body.id] : []
  const inner = lists.flatMap((list) => {
    const members = body[list.list]
    if (list.match === 'text' || list.ids === 'option' || !Array.isArray(members)) return []
    return members.filter(isJsonObject).flatMap((member) => idsOf(member, list.lists ?? []))
  })
  return [...own, ...inner]
}
