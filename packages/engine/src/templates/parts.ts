import type { PartList, PartPath } from '@tessera/metadata'

export type JsonObject = Readonly<Record<string, unknown>>

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The objects of a list property. */
export function membersOf(owner: JsonObject | undefined, list: string): readonly JsonObject[] {
  const members = owner?.[list]
  return Array.isArray(members) ? members.filter(isJsonObject) : []
}

/** Identity of a member of a list: its id, or the text that it is. */
export const memberId = (member: unknown): string => (isJsonObject(member) ? String(member.id) : String(member))

/** Where a part stands in a document. `member` is undefined when it is not there. */
export interface FoundPart {
  readonly owner: JsonObject
  readonly list: PartList
  readonly index: number
  readonly member: unknown
}

/** The part a path of lists and ids leads to, with what it hangs on; undefined when a part around it is not there. */
export function findPart(
  document: JsonObject | undefined,
  lists: readonly PartList[],
  path: PartPath,
): FoundPart | undefined {
  const [name, id, ...rest] = path
  const list = lists.find((each) => each.list === name)
  if (document === undefined || list === undefined || id === undefined) return undefined
  const members = document[list.list]
  const all: readonly unknown[] = Array.isArray(members) ? members : []
  const index = all.findIndex((member) => memberId(member) === id)
  const member = all[index]
  if (rest.length === 0) return { owner: document, list, index, member }
  return isJsonObject(member) ? findPart(member, list.lists ?? [], rest) : undefined
}

/** The document with a list of one of its parts made anew. An empty list that was not there stays away. */
export function changeList(
  document: JsonObject,
  path: PartPath,
  change: (members: readonly unknown[]) => readonly unknown[],
): JsonObject {
  const [list = '', id = '', ...rest] = path
  const before = document[list]
  const members: readonly unknown[] = Array.isArray(before) ? before : []
  const after =
    rest.length === 0
      ? change(members)
      : members.map((member) =>
          isJsonObject(member) && memberId(member) === id ? changeList(member, rest, change) : member,
        )
  return before === undefined && after.length === 0 ? document : { ...document, [list]: after }
}
