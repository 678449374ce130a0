import { isJsonObject } from '../documents/checks/parts.js'
import type { PartList } from '../documents/structure.js'
import type { Member } from './change-set.js'

type JsonObject = Readonly<Record<string, unknown>>

/** Identity of a member of a list. */
export function memberId(member: Member): string {
  return typeof member === 'string' ? member : String(member.id)
}

/**
 * The members of a list property, or undefined when it is absent or does not hold members with distinct ids: then the
 * property is compared as a whole.
 */
export function membersOf(owner: JsonObject, { list, match }: PartList): readonly Member[] | undefined {
  const members = owner[list]
  if (!Array.isArray(members)) return undefined
  const isMember = (member: unknown): member is Member =>
    match === 'text' ? typeof member === 'string' : isJsonObject(member) && typeof member.id === 'string'
  if (!members.every(isMember)) return undefined
  return new Set(members.map(memberId)).size === members.length ? members : undefined
}

/** Members by id. */
export function byId(members: readonly Member[]): ReadonlyMap<string, Member> {
  return new Map(members.map((member) => [memberId(member), member]))
}

/** True when the list is absent or holds members with distinct ids: then it is compared member by member. */
export function holdsMembers(owner: JsonObject, list: PartList): boolean {
  return owner[list.list] === undefined || membersOf(owner, list) !== undefined
}

/** The members of these ids, in this order; ids nobody has are left out. */
export function pickMembers(ids: readonly string[], members: ReadonlyMap<string, Member>): readonly Member[] {
  return ids.map((id) => members.get(id)).filter((member) => member !== undefined)
}
