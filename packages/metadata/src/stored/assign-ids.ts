import { isJsonObject, textOf, textsOf } from '../documents/checks/parts.js'
import type { WireDocument } from '../documents/document.js'
import { documentStructures, type PartList } from '../documents/structure.js'
import { makeFieldProblem, type FieldProblem } from '../errors/field-problem.js'
import { toPointer, type JsonPath } from '../text/json-pointer.js'
import { deriveId, deriveOptionId, type Hash } from './derive-id.js'

type JsonObject = Readonly<Record<string, unknown>>

/** A document whose parts all have ids. */
export type IdentifiedDocument = WireDocument & { readonly id: string }

/** A known part under another key: a `key.renamed` hazard. `parts` are the ids of the parts around it, outermost first. */
export interface Rename {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly path: JsonPath
  readonly parts: readonly string[]
}

export interface AssignIdsInput {
  /** The same document as it was, in wire form and with all ids; undefined for a new one. */
  readonly previous: IdentifiedDocument | undefined
  /** True when a document, field, rule … of the workspace has or ever had this id. */
  isTaken(id: string): boolean
  /** True when an option of the field has or ever had this id. */
  isOptionTaken(fieldId: string, optionId: string): boolean
  /** True when this id belongs to a part that was hidden and may come back in this place. Absent: none may. */
  isHidden?(id: string): boolean
  readonly hash: Hash
}

export interface AssignIdsResult {
  readonly document: IdentifiedDocument
  readonly problems: readonly FieldProblem[]
  readonly renames: readonly Rename[]
}

/**
 * Gives every part of a checked document an id. A part keeps the id it had: it is found by the id it carries, else by its
 * key, its fields or its place (see `PartList.match`). New parts get ids derived from the path of their keys.
 *
 * Errors: `reference.unknown` at an id that neither the document nor its hidden parts know.
 */
export function assignIds(document: WireDocument, input: AssignIdsInput): AssignIdsResult {
  const work = new Assignment(input)
  const { lists } = documentStructures[document.kind]
  const path = `${document.kind}/${document.key}`
  const id = work.idOfDocument(document, path)
  const before = input.previous === undefined ? undefined : { ...input.previous }
  const body = work.identifyLists({ ...document, id }, before, lists, { path: [], parts: [], name: path })
  return { document: body as unknown as IdentifiedDocument, problems: work.problems, renames: work.renames }
}

/** Where a list hangs: its place, the ids of the parts around it, and the path of keys ids are derived from. */
interface Place {
  readonly path: JsonPath
  readonly parts: readonly string[]
  readonly name: string
}

class Assignment {
  readonly problems: FieldProblem[] = []
  readonly renames: Rename[] = []
  /** Ids of this document that are in use or have just been given; those of options with their field in front. */
  readonly #given = new Set<string>()
  /** Field ids by key, now and before: uniqueness is recognised by its fields. */
  #fieldsNow: ReadonlyMap<string, string> = new Map()
  #fieldsBefore: ReadonlyMap<string, string> = new Map()

  constructor(private readonly input: AssignIdsInput) {}

  idOfDocument(document: WireDocument, name: string): string {
    const { previous } = this.input
    const { id, key } = document
    if (id !== undefined && id !== previous?.id && !this.#isHidden(id)) this.#reportUnknown(id, ['id'])
    if (previous === undefined) return id ?? this.#derive(name)
    if (previous.key !== key) {
      this.renames.push({ id: previous.id, from: previous.key, to: key, path: ['key'], parts: [] })
    }
    return id ?? previous.id
  }

  identifyLists(
    body: JsonObject,
    previous: JsonObject | undefined,
    lists: readonly PartList[],
    place: Place,
  ): JsonObject {
    let identified = body
    for (const list of lists) {
      const members = body[list.list]
      if (list.match === 'text' || !Array.isArray(members)) continue
      const before = membersOf(previous, list)
      const after = this.#identifyList(members, before, list, place)
      identified = { ...identified, [list.list]: after }
      if (list.list === 'fields') {
        this.#fieldsNow = idsByKey(after)
        this.#fieldsBefore = idsByKey(before)
      }
    }
    return identified
  }

  #identifyList(
    members: readonly unknown[],
    before: readonly JsonObject[],
    list: PartList,
    place: Place,
  ): readonly unknown[] {
    const named = new Set(members.flatMap((member) => (isJsonObject(member) ? (textOf(member, 'id') ?? []) : [])))
    const free = before.filter(({ id }) => !named.has(String(id)))
    for (const id of [...named, ...before.map((part) => String(part.id))]) this.#given.add(scoped(id, list, place))
    return members.map((member: unknown, index) => {
      if (!isJsonObject(member)) return member
      const path = [...place.path, list.list, index]
      const known = this.#find(member, index, before, free, list)
      if (known !== undefined && free.includes(known)) free.splice(free.indexOf(known), 1)
      const name = `${place.name}/${list.list}/${this.#nameOf(member, index, list)}`
      const id = this.#idOf(member, known, list, { ...place, path, name })
      this.#noteRename(member, known, id, path, place.parts)
      const inner = { path, parts: [...place.parts, id], name }
      const { id: _old, ...rest } = member
      return this.identifyLists({ id, ...rest }, known, list.lists ?? [], inner)
    })
  }

  /** The part as it was: by its id, else by what the list goes by among those that no other member names. */
  #find(
    member: JsonObject,
    index: number,
    before: readonly JsonObject[],
    free: readonly JsonObject[],
    list: PartList,
  ): JsonObject | undefined {
    const id = textOf(member, 'id')
    if (id !== undefined) return before.find((part) => part.id === id)
    if (list.match === 'place') return free.find((part) => part === before[index])
    const identity = this.#identity(member, list, this.#fieldsNow)
    return free.find((part) => this.#identity(part, list, this.#fieldsBefore) === identity)
  }

  #idOf(member: JsonObject, known: JsonObject | undefined, list: PartList, place: Place): string {
    const id = textOf(member, 'id')
    if (id !== undefined) {
      if (known === undefined && list.ids !== 'author' && !this.#isHidden(id)) {
        this.#reportUnknown(id, [...place.path, 'id'])
      }
      return id
    }
    if (known !== undefined) return String(known.id)
    if (list.ids !== 'option') return this.#derive(place.name)
    const field = place.parts.at(-1) ?? ''
    const isTaken = (option: string): boolean =>
      this.#given.has(scoped(option, list, place)) || this.input.isOptionTaken(field, option)
    const option = deriveOptionId(String(member.key), place.name, this.input.hash, isTaken)
    this.#given.add(scoped(option, list, place))
    return option
  }

  #derive(name: string): string {
    const id = deriveId(name, this.input.hash, (taken) => this.#given.has(taken) || this.input.isTaken(taken))
    this.#given.add(id)
    return id
  }

  #identity(part: JsonObject, list: PartList, fields: ReadonlyMap<string, string>): string {
    if (list.match === 'fields') return uniqueIdentity(part, fields)
    return String(part[list.match])
  }

  #nameOf(member: JsonObject, index: number, list: PartList): string {
    if (list.match === 'place') return String(index)
    return list.match === 'fields' ? uniqueIdentity(member, new Map()) : String(member[list.match])
  }

  #noteRename(
    member: JsonObject,
    known: JsonObject | undefined,
    id: string,
    path: JsonPath,
    parts: readonly string[],
  ): void {
    const from = known === undefined ? undefined : textOf(known, 'key')
    const to = textOf(member, 'key')
    if (from === undefined || to === undefined || from === to) return
    this.renames.push({ id, from, to, path: [...path, 'key'], parts })
  }

  #isHidden(id: string): boolean {
    return this.input.isHidden?.(id) ?? false
  }

  #reportUnknown(id: string, path: JsonPath): void {
    this.problems.push(makeFieldProblem(toPointer(path), 'reference.unknown', { target: 'part', name: id }))
  }
}

/** An option's id counts within its field, every other id in the workspace. */
function scoped(id: string, list: PartList, { parts }: Place): string {
  return list.ids === 'option' ? `${parts.at(-1) ?? ''}/${id}` : id
}

/** A uniqueness is the one of its fields, whatever they are called now. */
function uniqueIdentity(part: JsonObject, fields: ReadonlyMap<string, string>): string {
  return textsOf(part, 'fields')
    .map(([, key]) => fields.get(key) ?? key)
    .join('+')
}

function membersOf(previous: JsonObject | undefined, { list }: PartList): readonly JsonObject[] {
  const members = previous?.[list]
  return Array.isArray(members) ? members.filter(isJsonObject) : []
}

function idsByKey(fields: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(fields.filter(isJsonObject).map(({ key, id }) => [String(key), String(id)]))
}
