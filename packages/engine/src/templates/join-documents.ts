import { documentStructures } from '@tessera/metadata'
import type { PartList, StoredDocument } from '@tessera/metadata'
import { isJsonObject, memberId } from './parts.js'
import type { JsonObject } from './parts.js'

/**
 * A document of a template as a part of one that is there: what both have stays as it is there, in its order; what only the template has
 * comes after it. Both are known by their ids.
 */
export function joinDocument(mine: StoredDocument, template: StoredDocument): StoredDocument {
  return joinPart(mine, template, documentStructures[mine.kind].lists) as StoredDocument
}

function joinPart(mine: JsonObject, template: JsonObject, lists: readonly PartList[]): JsonObject {
  let joined = mine
  // A field of another type has options, targets and the like of its own.
  if (mine.type !== template.type) return mine
  for (const { list, lists: inner = [] } of lists) {
    const [own, others] = [mine[list], template[list]]
    if (!Array.isArray(others) || (own !== undefined && !Array.isArray(own))) continue
    const before = (own ?? []) as readonly unknown[]
    const ids = new Set(before.map(memberId))
    const both = before.map((member) => {
      const other = (others as readonly unknown[]).find((each) => memberId(each) === memberId(member))
      return isJsonObject(member) && isJsonObject(other) ? joinPart(member, other, inner) : member
    })
    const added = (others as readonly unknown[]).filter((each) => !ids.has(memberId(each)))
    if (added.length > 0 || own !== undefined) joined = { ...joined, [list]: [...both, ...added] }
  }
  return joined
}

/**
 * The document without what came with a template: the parts the template has and `before` has not. What the customer has added since
 * stays.
 */
export function takeApart(today: StoredDocument, template: StoredDocument, before: StoredDocument): StoredDocument {
  return withoutParts(today, template, before, documentStructures[today.kind].lists) as StoredDocument
}

function withoutParts(
  today: JsonObject,
  template: JsonObject,
  before: JsonObject,
  lists: readonly PartList[],
): JsonObject {
  let left = today
  for (const { list, lists: inner = [] } of lists) {
    const [members, came, had] = [today[list], template[list], before[list]].map((each) =>
      Array.isArray(each) ? (each as readonly unknown[]) : [],
    ) as [readonly unknown[], readonly unknown[], readonly unknown[]]
    if (came.length === 0 || members.length === 0) continue
    const find = (all: readonly unknown[], id: string): unknown => all.find((each) => memberId(each) === id)
    const stay = members.flatMap((member): unknown[] => {
      const id = memberId(member)
      const [theirs, mine] = [find(came, id), find(had, id)]
      if (theirs === undefined) return [member]
      if (mine === undefined) return []
      return [
        isJsonObject(member) && isJsonObject(theirs) && isJsonObject(mine)
          ? withoutParts(member, theirs, mine, inner)
          : member,
      ]
    })
    if (stay.length > 0 || before[list] !== undefined) left = { ...left, [list]: stay }
    else left = Object.fromEntries(Object.entries(left).filter(([name]) => name !== list))
  }
  return left
}
