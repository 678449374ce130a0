import { isEqualJson } from '@tessera/metadata'
import type { PartList, TemplateManifest } from '@tessera/metadata'
import { isJsonObject, membersOf } from './parts.js'
import type { JsonObject } from './parts.js'

/** What recognises the parts of a document of a template among those of an earlier form of it. */
export interface MatchInput {
  readonly formerKeys: NonNullable<TemplateManifest['formerKeys']>
  /** Whether a part that is new may have the id it brings along. */
  isFree(id: string, list: PartList, owner: string): boolean
  /** The document becomes a part of another one: where only places tell members apart, another place is another member. */
  readonly joins: boolean
}

/**
 * The document with the ids of the parts it had before: they are known by their id, else by the key they had, else by their key;
 * where only the place in a list tells members apart, by what they say. Ids that belong to something else are left out.
 *
 * `previous`: the earlier form in wire form, with all ids; undefined for a document that is new.
 */
export function matchParts(
  document: JsonObject,
  previous: JsonObject | undefined,
  lists: readonly PartList[],
  path: string,
  input: MatchInput,
): JsonObject {
  let matched = document
  for (const list of lists) {
    const members = document[list.list]
    if (list.match === 'text' || list.ids === 'author' || !Array.isArray(members)) continue
    const after = matchList(members, membersOf(previous, list.list), list, {
      path: `${path}/${list.list}`,
      owner: String(document.id ?? ''),
      input,
    })
    matched = { ...matched, [list.list]: after }
  }
  return matched
}

interface ListPlace {
  readonly path: string
  /** Id of the part or document the list hangs on; '' where it has none yet. */
  readonly owner: string
  readonly input: MatchInput
}

function matchList(
  members: readonly unknown[],
  before: readonly JsonObject[],
  list: PartList,
  place: ListPlace,
): readonly unknown[] {
  const known = pairs(members, before, list, place)
  return members.map((member, index) => {
    if (!isJsonObject(member)) return member
    const was = known.get(index)
    const { id: named, ...rest } = member
    const isOwn = was === undefined && typeof named === 'string' && place.input.isFree(named, list, place.owner)
    const id = was === undefined ? (isOwn ? { id: named } : {}) : { id: was.id }
    return matchParts({ ...id, ...rest }, was, list.lists ?? [], `${place.path}/${nameOf(member)}`, place.input)
  })
}

/** Which earlier member each member is, by its index; every earlier one at most once, the surest ways first. */
function pairs(
  members: readonly unknown[],
  before: readonly JsonObject[],
  list: PartList,
  { path, input }: ListPlace,
): ReadonlyMap<number, JsonObject> {
  const found = new Map<number, JsonObject>()
  const free = new Set(before)
  const pair = (fits: (member: JsonObject, was: JsonObject, index: number) => boolean): void => {
    members.forEach((member, index) => {
      if (found.has(index) || !isJsonObject(member)) return
      const was = [...free].find((each) => fits(member, each, index))
      if (was === undefined) return
      found.set(index, was)
      free.delete(was)
    })
  }
  const isById = (member: JsonObject, was: JsonObject): boolean => member.id !== undefined && member.id === was.id
  if (list.match === 'place') {
    pair((member, was) => isEqualJson(withoutIds(member), withoutIds(was)))
    pair(isById)
    if (input.joins) return found
    pair((member, was) => isEqualJson(signOf(member), signOf(was)) && Object.keys(signOf(member)).length > 0)
    pair((member, was, index) => before[index] === was)
  } else {
    pair(isById)
    pair((member, was) => input.formerKeys[`${path}/${nameOf(member)}`] === was.key && was.key !== undefined)
    pair((member, was) => isEqualJson(member[list.match], was[list.match]))
  }
  return found
}

/** The earlier form without the members of lists by place that nothing was paired with: they are not what stands there now. */
export function withoutUnpaired(before: JsonObject, matched: JsonObject, lists: readonly PartList[]): JsonObject {
  let left = before
  for (const { list, match, lists: inner = [] } of lists) {
    const paired = new Map(membersOf(matched, list).map((member) => [member.id, member]))
    const members = membersOf(before, list)
    if (match === 'text' || members.length === 0) continue
    const stay = match === 'place' ? members.filter(({ id }) => paired.has(id)) : members
    const after = stay.map((member) => withoutUnpaired(member, paired.get(member.id) ?? {}, inner))
    left = { ...left, [list]: after }
  }
  return left
}

const nameOf = ({ key, field, option }: JsonObject): string => String(key ?? field ?? option ?? '')

/** By what a reader would recognise a member without a key. */
function signOf({ label, object, view, when, field }: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ label, object, view, when, field }).filter(([, value]) => value !== undefined),
  )
}

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name === 'id' ? [] : [[name, withoutIds(inner)] as const])),
  )
}
