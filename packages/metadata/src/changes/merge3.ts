import { isJsonObject } from '../documents/checks/parts.js'
import type { StoredDocument } from '../documents/document.js'
import { documentStructures, type PartList } from '../documents/structure.js'
import type { DocumentSet, Member, PartPath } from './change-set.js'
import { isEqualJson } from './is-equal-json.js'
import { byId, holdsMembers, memberId, membersOf, pickMembers } from './members.js'
import { mergeOrder } from './merge-order.js'

type JsonObject = Readonly<Record<string, unknown>>

/**
 * The same place changed in two ways. `property` is empty when one side removed what the other changed (`undefined` = not
 * there), and 'position' when both moved the member of `partPath`. The merged set holds mine.
 */
export interface MergeConflict {
  readonly documentId: string
  readonly partPath: PartPath
  readonly property: string
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

export interface MergeResult {
  readonly merged: DocumentSet
  readonly conflicts: readonly MergeConflict[]
}

/**
 * Joins two sets that grew out of the same base, by property of every part; parts are known by their ids. Values, formulas
 * among them, are taken whole. Members added on both sides are all kept.
 *
 * Laws: without conflicts merge3(base, a, b) equals merge3(base, b, a); merge3(base, base, b) gives b.
 */
export function merge3(base: DocumentSet, mine: DocumentSet, theirs: DocumentSet): MergeResult {
  const conflicts: MergeConflict[] = []
  const merged = new Map<string, StoredDocument>()
  for (const id of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
    const merge = new Merge(id, conflicts)
    const [before, a, b] = [base.get(id), mine.get(id), theirs.get(id)]
    const document = merge.member(before, a, b, listsOf(before, a, b), [])
    if (document !== undefined) merged.set(id, document as StoredDocument)
  }
  return { merged, conflicts: [...conflicts, ...documentKeyConflicts(merged, mine, theirs)] }
}

function listsOf(...versions: readonly (StoredDocument | undefined)[]): readonly PartList[] {
  const kinds = new Set(versions.flatMap((version) => version?.kind ?? []))
  const [kind] = kinds
  return kind === undefined || kinds.size > 1 ? [] : documentStructures[kind].lists
}

class Merge {
  constructor(
    private readonly documentId: string,
    private readonly conflicts: MergeConflict[],
  ) {}

  /** A document, part or text that may be missing on any side; undefined when it is gone. */
  member(
    base: Member | undefined,
    mine: Member | undefined,
    theirs: Member | undefined,
    lists: readonly PartList[],
    path: PartPath,
  ): Member | undefined {
    if (isEqualJson(mine, theirs) || isEqualJson(base, theirs)) return mine
    if (isEqualJson(base, mine)) return theirs
    if (isJsonObject(mine) && isJsonObject(theirs)) {
      return this.#part(isJsonObject(base) ? base : {}, mine, theirs, lists, path)
    }
    this.#conflict(path, '', base, mine, theirs)
    return mine
  }

  #part(
    base: JsonObject,
    mine: JsonObject,
    theirs: JsonObject,
    lists: readonly PartList[],
    path: PartPath,
  ): JsonObject {
    const listed = new Map(lists.map((list) => [list.list, list]))
    const merged: Record<string, unknown> = {}
    for (const property of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
      const list = listed.get(property)
      const isMemberwise = list !== undefined && [base, mine, theirs].every((side) => holdsMembers(side, list))
      const value = isMemberwise
        ? this.#list(base, mine, theirs, list, path)
        : this.#value(property, base[property], mine[property], theirs[property], path)
      if (value !== undefined) merged[property] = value
    }
    return merged
  }

  #value(property: string, base: unknown, mine: unknown, theirs: unknown, path: PartPath): unknown {
    if (isEqualJson(mine, theirs) || isEqualJson(base, theirs)) return mine
    if (isEqualJson(base, mine)) return theirs
    this.#conflict(path, property, base, mine, theirs)
    return mine
  }

  #list(
    base: JsonObject,
    mine: JsonObject,
    theirs: JsonObject,
    list: PartList,
    path: PartPath,
  ): readonly Member[] | undefined {
    const sides = [base, mine, theirs].map((side) => membersOf(side, list) ?? []) as [
      readonly Member[],
      readonly Member[],
      readonly Member[],
    ]
    const [before, a, b] = sides.map(byId) as [Members, Members, Members]
    const merged = new Map<string, Member>()
    for (const id of new Set([...a.keys(), ...b.keys()])) {
      const at = [...path, list.list, id]
      const member = this.member(before.get(id), a.get(id), b.get(id), list.lists ?? [], at)
      if (member !== undefined) merged.set(id, member)
    }
    const [baseIds, mineIds, theirIds] = sides.map((side) => side.map(memberId)) as [string[], string[], string[]]
    const { order, conflicts } = mergeOrder(baseIds, mineIds, theirIds, new Set(merged.keys()))
    for (const { id, mine: from, theirs: to } of conflicts) {
      this.#conflict([...path, list.list, id], 'position', baseIds.indexOf(id), from, to)
    }
    this.#reportSameKeys(merged, a, b, [...path, list.list])
    const name = list.list
    const isGone = this.#isGone(base[name], mine[name], theirs[name]) && merged.size === 0
    return isGone ? undefined : pickMembers(order, merged)
  }

  /** Whether a list is absent in the end: a side that took it away or never had it counts, like any property. */
  #isGone(base: unknown, mine: unknown, theirs: unknown): boolean {
    const [had, a, b] = [base, mine, theirs].map((value) => value !== undefined)
    return a === b ? a === false : had === true
  }

  /** Two new members with one key: each side was right by itself, together they are not. */
  #reportSameKeys(merged: Members, mine: Members, theirs: Members, path: PartPath): void {
    for (const [a, b] of sameKeys(merged, mine, theirs)) {
      this.#conflict([...path, a.id], 'key', undefined, a.key, b.key)
    }
  }

  #conflict(partPath: PartPath, property: string, base: unknown, mine: unknown, theirs: unknown): void {
    this.conflicts.push({ documentId: this.documentId, partPath, property, base, mine, theirs })
  }
}

type Members = ReadonlyMap<string, Member>

interface KeyHolder {
  readonly id: string
  readonly key: string
}

/** Pairs of members whose keys are the same without case, one of them not on mine's side, the other not on theirs. */
function sameKeys(merged: Members, mine: Members, theirs: Members): readonly (readonly [KeyHolder, KeyHolder])[] {
  const holders = new Map<string, KeyHolder[]>()
  for (const [id, member] of merged) {
    if (typeof member === 'string' || typeof member.key !== 'string') continue
    const kind = typeof member.kind === 'string' ? member.kind : ''
    const name = `${kind}/${member.key.toLowerCase()}`
    holders.set(name, [...(holders.get(name) ?? []), { id, key: member.key }])
  }
  return [...holders.values()].flatMap(([a, b]) => {
    if (a === undefined || b === undefined) return []
    const isOwn = (side: Members): boolean => keyOn(side, a) === keyOn(side, b) && keyOn(side, a) !== undefined
    return isOwn(mine) || isOwn(theirs) ? [] : [[a, b] as const]
  })
}

function keyOn(side: Members, { id }: KeyHolder): string | undefined {
  const member = side.get(id)
  return typeof member === 'object' && typeof member.key === 'string' ? member.key.toLowerCase() : undefined
}

function documentKeyConflicts(merged: DocumentSet, mine: DocumentSet, theirs: DocumentSet): readonly MergeConflict[] {
  return sameKeys(merged, mine, theirs).map(([a, b]) => ({
    documentId: a.id,
    partPath: [],
    property: 'key',
    base: undefined,
    mine: a.key,
    theirs: b.key,
  }))
}
