import { documentStructures, isEqualJson, merge3 } from '@tessera/metadata'
import type { MergeConflict, PartPath, StoredDocument } from '@tessera/metadata'
import { changeList, findPart, memberId, membersOf } from './parts.js'
import type { JsonObject } from './parts.js'

type Documents = ReadonlyMap<string, StoredDocument>

/** Documents of one template: as it was installed, as the customer has them, as its new version wants them. */
export interface UpgradeSides {
  readonly base: Documents
  readonly mine: Documents
  readonly theirs: Documents
}

/**
 * What the new version wants, apart from what it may not do: a field whose type the customer changed stays theirs altogether, and what is
 * released (by id of document or field, of options by `<field>/<option>`) stays although the template drops it.
 */
export function softened({ base, mine, theirs }: UpgradeSides, released: ReadonlySet<string>): Documents {
  const documents = new Map(theirs)
  for (const [id, before] of base) {
    const wanted = theirs.get(id) ?? (released.has(id) ? before : undefined)
    if (wanted === undefined) continue
    documents.set(id, before.kind === 'object' ? softenedObject(before, mine.get(id), wanted, released) : wanted)
  }
  return documents
}

function softenedObject(
  base: StoredDocument,
  mine: StoredDocument | undefined,
  theirs: StoredDocument,
  released: ReadonlySet<string>,
): StoredDocument {
  const own = new Map(membersOf(mine, 'fields').map((field) => [field.id, field]))
  let fields: readonly unknown[] = membersOf(theirs, 'fields')
  for (const before of membersOf(base, 'fields')) {
    const wanted = membersOf({ fields }, 'fields').find(({ id }) => id === before.id)
    const now = own.get(before.id)
    const isRetyped = now !== undefined && now.type !== before.type && now.type !== wanted?.type
    if (wanted === undefined) {
      if (isRetyped || released.has(String(before.id))) fields = placed(fields, before, membersOf(base, 'fields'))
    } else if (isRetyped) {
      fields = fields.map((field) => (field === wanted ? before : field))
    } else {
      const kept = withReleasedOptions(before, wanted, released)
      fields = fields.map((field) => (field === wanted ? kept : field))
    }
  }
  return { ...theirs, fields }
}

function withReleasedOptions(before: JsonObject, wanted: JsonObject, released: ReadonlySet<string>): JsonObject {
  const had = membersOf(before, 'options')
  let options: readonly unknown[] = membersOf(wanted, 'options')
  for (const option of had) {
    if (!released.has(`${String(before.id)}/${String(option.id)}`)) continue
    if (!options.some((each) => memberId(each) === option.id)) options = placed(options, option, had)
  }
  return options.length === membersOf(wanted, 'options').length ? wanted : { ...wanted, options }
}

/** The list with a member where it stands in another list: after the nearest one before it that both have. */
function placed(members: readonly unknown[], member: unknown, order: readonly unknown[]): readonly unknown[] {
  const id = memberId(member)
  const others = members.filter((each) => memberId(each) !== id)
  const ids = order.map(memberId)
  for (let at = ids.indexOf(id) - 1; at >= 0; at -= 1) {
    const index = others.findIndex((each) => memberId(each) === ids[at])
    if (index !== -1) return [...others.slice(0, index + 1), member, ...others.slice(index + 1)]
  }
  return [member, ...others]
}

export interface UpgradeMerge {
  readonly merged: Documents
  /** What must be decided, whether it is or not. */
  readonly conflicts: readonly MergeConflict[]
}

/**
 * The documents after the upgrade. What a person decided for the template is taken from it; everything else that both have changed
 * stays as the customer has it. A deletion by the customer wins without a question, and two parts that got one key are told apart by
 * whoever frees keys.
 */
export function mergeUpgrade(
  { base, mine, theirs }: UpgradeSides,
  takesTheirs: (conflict: MergeConflict) => boolean,
): UpgradeMerge {
  const first = merge3(base, mine, theirs)
  const conflicts = first.conflicts.filter(isQuestion)
  const lost = conflicts.filter(takesTheirs)
  if (lost.length === 0) return { merged: first.merged, conflicts }
  const yielding = new Map(mine)
  // Deeper places first: a whole part that goes back takes its own with it.
  for (const conflict of [...lost].sort((a, b) => b.partPath.length - a.partPath.length)) {
    const document = yielding.get(conflict.documentId)
    const before = base.get(conflict.documentId)
    if (document !== undefined && before !== undefined) yielding.set(document.id, givenBack(document, before, conflict))
  }
  return { merged: merge3(base, yielding, theirs).merged, conflicts }
}

function isQuestion({ property, base, mine, theirs }: MergeConflict): boolean {
  if (property === '' && mine === undefined) return false
  if (property === 'key' && base === undefined) return false
  return !isEqualJson(mine, theirs)
}

/** The document with one place as it was installed: then only the template has changed it. */
function givenBack(
  document: StoredDocument,
  base: StoredDocument,
  { partPath, property }: MergeConflict,
): StoredDocument {
  const { lists } = documentStructures[document.kind]
  if (partPath.length === 0) return property === '' ? base : (withProperty(document, base, property) as StoredDocument)
  const before = findPart(base, lists, partPath)
  const id = partPath.at(-1)
  return changeList(document, partPath, (members) => {
    const member = members.find((each) => memberId(each) === id)
    if (member === undefined) return members
    if (property === 'position') return placed(members, member, siblings(base, partPath))
    const changed =
      property === '' ? before?.member : withProperty(member as JsonObject, before?.member as JsonObject, property)
    return members.map((each) => (each === member ? changed : each))
  }) as StoredDocument
}

function siblings(document: StoredDocument, path: PartPath): readonly unknown[] {
  const found = findPart(document, documentStructures[document.kind].lists, path)
  const members = found?.owner[found.list.list]
  return Array.isArray(members) ? (members as readonly unknown[]) : []
}

function withProperty(part: JsonObject, from: JsonObject | undefined, property: string): JsonObject {
  const { [property]: _now, ...rest } = part
  const value = from?.[property]
  return value === undefined ? rest : { ...part, [property]: value }
}
