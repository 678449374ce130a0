import { isJsonObject } from '../documents/checks/parts.js'
import { documentStructures, type PartList } from '../documents/structure.js'
import type { ChangeSet, DocumentChange, DocumentSet, PartPath } from './change-set.js'
import { isEqualJson } from './is-equal-json.js'
import { byId, holdsMembers, membersOf } from './members.js'

type JsonObject = Readonly<Record<string, unknown>>

/**
 * What leads from one set of documents to another, property by property and part by part.
 *
 * Law: applyChanges(from, diff(from, to)) equals `to`.
 */
export function diff(from: DocumentSet, to: DocumentSet): ChangeSet {
  const removed = [...from.values()].filter(({ id }) => to.get(id)?.kind !== from.get(id)?.kind)
  const added = [...to.values()].filter(({ id }) => to.get(id)?.kind !== from.get(id)?.kind)
  const changed = [...from.values()].flatMap((before) => {
    const after = to.get(before.id)
    if (after === undefined || after.kind !== before.kind) return []
    return diffPart(before, after, documentStructures[before.kind].lists, { documentId: before.id, part: [] })
  })
  return [
    ...removed.map((document) => ({ op: 'removeDocument', document }) as const),
    ...added.map((document) => ({ op: 'addDocument', document }) as const),
    ...changed,
  ]
}

interface Place {
  readonly documentId: string
  readonly part: PartPath
}

function diffPart(before: JsonObject, after: JsonObject, lists: readonly PartList[], place: Place): ChangeSet {
  const listed = new Map(lists.map((list) => [list.list, list]))
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((property) => {
    const list = listed.get(property)
    if (list !== undefined && holdsMembers(before, list) && holdsMembers(after, list)) {
      return diffList(before, after, list, place)
    }
    const [from, to] = [before[property], after[property]]
    return isEqualJson(from, to) ? [] : [{ op: 'set', ...place, property, from, to } as const]
  })
}

/** Both sides hold members, or nothing at all. */
function diffList(before: JsonObject, after: JsonObject, list: PartList, place: Place): ChangeSet {
  const was = membersOf(before, list)
  const is = membersOf(after, list)
  const property = list.list
  const set = (from: unknown, to: unknown): ChangeSet => [{ op: 'set', ...place, property, from, to }]
  const old = byId(was ?? [])
  const now = byId(is ?? [])
  const removed = [...old].filter(([id]) => !now.has(id))
  const added = [...now].filter(([id]) => !old.has(id))
  const kept: DocumentChange[] = [...old].flatMap(([id, member]) => {
    const other = now.get(id)
    if (!isJsonObject(member) || !isJsonObject(other)) return []
    return diffPart(member, other, list.lists ?? [], { ...place, part: [...place.part, property, id] })
  })
  const from = [...old.keys()]
  const to = [...now.keys()]
  const applied = [...from.filter((id) => now.has(id)), ...added.map(([id]) => id)]
  const isSameOrder = isEqualJson(applied, to) && removed.length === 0
  return [
    ...(was === undefined ? set(undefined, []) : []),
    ...kept,
    ...removed.map(([, member]) => ({ op: 'removePart', ...place, list: property, member }) as const),
    ...added.map(([, member]) => ({ op: 'addPart', ...place, list: property, member }) as const),
    ...(isSameOrder ? [] : [{ op: 'order', ...place, list: property, from, to } as const]),
    ...(is === undefined ? set([], undefined) : []),
  ]
}
