import type { StoredDocument } from '@tessera/metadata'

type Json = Readonly<Record<string, unknown>>

interface Keyed extends Json {
  readonly id: string
  readonly key: string
}

/**
 * The documents with the keys that a template knows them by: documents and parts that came with it are called as it calls them, whatever
 * they are called today, and what took such a key gives way. References are ids, so nothing else changes.
 *
 * @param base documents of the template in stored form, with its own keys
 */
export function withTemplateKeys(
  documents: ReadonlyMap<string, StoredDocument>,
  base: readonly StoredDocument[],
): ReadonlyMap<string, StoredDocument> {
  const kinds = new Set([...documents.values()].map(({ kind }) => kind))
  const renamed = [...kinds].flatMap((kind) =>
    renameMembers(
      [...documents.values()].filter((document) => document.kind === kind) as unknown as Keyed[],
      base.filter((document) => document.kind === kind) as unknown as Keyed[],
    ),
  )
  const byId = new Map(renamed.map((document) => [document.id, document as unknown as StoredDocument]))
  return new Map([...documents.keys()].map((id) => [id, byId.get(id) as StoredDocument]))
}

/** Members of a list, those that the template knows under its keys, and what they consist of likewise. */
function renameMembers(members: readonly Keyed[], known: readonly Keyed[]): readonly Keyed[] {
  const knownById = new Map(known.map((member) => [member.id, member]))
  const taken = new Set(members.flatMap(({ id }) => knownById.get(id)?.key.toLowerCase() ?? []))
  return members.map((member) => {
    const counterpart = knownById.get(member.id)
    if (counterpart !== undefined) return renameParts({ ...member, key: counterpart.key }, counterpart)
    const key = freeKey(member.key, taken)
    taken.add(key.toLowerCase())
    return key === member.key ? member : { ...member, key }
  })
}

function renameParts(owner: Keyed, known: Keyed): Keyed {
  const lists = Object.entries(owner).flatMap(([name, list]) =>
    isKeyedList(list) && isKeyedList(known[name]) ? [[name, renameMembers(list, known[name])] as const] : [],
  )
  return { ...owner, ...Object.fromEntries(lists) }
}

const isKeyedList = (list: unknown): list is readonly Keyed[] =>
  Array.isArray(list) &&
  list.length > 0 &&
  list.every(
    (member) =>
      typeof member === 'object' &&
      member !== null &&
      'id' in member &&
      typeof member.id === 'string' &&
      'key' in member &&
      typeof member.key === 'string',
  )

function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  let key = wanted
  for (let number = 2; taken.has(key.toLowerCase()); number += 1) key = `${wanted.slice(0, 37)}${number}`
  return key
}
