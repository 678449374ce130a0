import { isJsonObject } from '../documents/checks/parts.js'
import type { StoredDocument } from '../documents/document.js'
import type { ChangeSet, DocumentChange, DocumentSet, Member, PartPath } from './change-set.js'
import { byId, memberId, pickMembers } from './members.js'

type JsonObject = Readonly<Record<string, unknown>>
type PartChange = Exclude<DocumentChange, { op: 'addDocument' | 'removeDocument' }>

/**
 * The set after the changes. Changes to documents or parts that are not there do nothing: a set that was merged keeps
 * what it has.
 */
export function applyChanges(set: DocumentSet, changes: ChangeSet): DocumentSet {
  const documents = new Map(set)
  for (const change of changes) {
    if (change.op === 'addDocument') documents.set(change.document.id, change.document)
    else if (change.op === 'removeDocument') documents.delete(change.document.id)
    else {
      const document = documents.get(change.documentId)
      if (document === undefined) continue
      const changed = changeAt(document, change.part, (part) => applyToPart(part, change))
      documents.set(change.documentId, changed as StoredDocument)
    }
  }
  return documents
}

function changeAt(owner: JsonObject, path: PartPath, change: (part: JsonObject) => JsonObject): JsonObject {
  const [list, id, ...rest] = path
  if (list === undefined || id === undefined) return change(owner)
  const members = owner[list]
  if (!Array.isArray(members)) return owner
  const changed = members.map((member: unknown) =>
    isJsonObject(member) && member.id === id ? changeAt(member, rest, change) : member,
  )
  return { ...owner, [list]: changed }
}

function applyToPart(part: JsonObject, change: PartChange): JsonObject {
  if (change.op === 'set') {
    const { [change.property]: _before, ...rest } = part
    if (change.to === undefined) return rest
    return Object.hasOwn(part, change.property)
      ? { ...part, [change.property]: change.to }
      : { ...rest, [change.property]: change.to }
  }
  const members = (Array.isArray(part[change.list]) ? part[change.list] : []) as readonly Member[]
  return { ...part, [change.list]: applyToList(members, change) }
}

function applyToList(members: readonly Member[], change: Exclude<PartChange, { op: 'set' }>): readonly Member[] {
  if (change.op === 'order') {
    const ordered = pickMembers(change.to, byId(members))
    const placed = new Set(ordered.map(memberId))
    return [...ordered, ...members.filter((member) => !placed.has(memberId(member)))]
  }
  const id = memberId(change.member)
  const others = members.filter((member) => memberId(member) !== id)
  return change.op === 'addPart' ? [...others, change.member] : others
}
