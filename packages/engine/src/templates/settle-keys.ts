import { documentStructures } from '@tessera/metadata'
import type { PartList, StoredDocument } from '@tessera/metadata'
import { isJsonObject, memberId, membersOf } from './parts.js'
import type { JsonObject } from './parts.js'
import type { Documents } from './proposal.js'
import { nameOf } from './template-world.js'

/**
 * What a template would call by a key that something else has keeps the key it has today. Of what is new somebody else frees the keys
 * (`giveFreeKeys`).
 */
export function settleRenames(today: Documents, wanted: Documents): Documents {
  const holders = countKeys([...wanted.values()].map(nameOf))
  return new Map(
    [...wanted].map(([id, document]) => {
      const now = today.get(id)
      if (now === undefined || now === document) return [id, document]
      const isTaken = now.key !== document.key && (holders.get(nameOf(document)) ?? 0) > 1
      const named = isTaken ? { ...document, key: now.key } : document
      return [id, settled(now, named, documentStructures[document.kind].lists) as StoredDocument]
    }),
  )
}

function settled(now: JsonObject, wanted: JsonObject, lists: readonly PartList[]): JsonObject {
  let result = wanted
  for (const { list, lists: inner = [] } of lists) {
    const members = wanted[list]
    if (!Array.isArray(members) || !members.every(isJsonObject)) continue
    const before = new Map(membersOf(now, list).map((member) => [memberId(member), member]))
    const holders = countKeys(members.map(({ key }) => String(key).toLowerCase()))
    const after = members.map((member) => {
      const was = before.get(memberId(member))
      if (was === undefined || was === member) return member
      const isTaken = was.key !== member.key && (holders.get(String(member.key).toLowerCase()) ?? 0) > 1
      return settled(was, isTaken ? { ...member, key: was.key } : member, inner)
    })
    if (after.some((member, at) => member !== members[at])) result = { ...result, [list]: after }
  }
  return result
}

function countKeys(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
