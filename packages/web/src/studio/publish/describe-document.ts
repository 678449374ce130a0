import { documentStructures, isEqualJson, type Localized, type PartList, type WireDocument } from '@tessera/metadata'
import { shownStages } from '../stages/stage-edits'

type JsonObject = Readonly<Record<string, unknown>>

/** One thing that is different: a whole document or part that came or went, or one property. Labels are left to the screen. */
export interface ChangeLine {
  readonly op: 'add' | 'remove' | 'change' | 'move'
  /** Lists and labels of the parts from the document down: [{ list: 'fields', label: '费用' }]. Empty = the document itself. */
  readonly part: readonly { readonly list: string; readonly label: Localized }[]
  readonly property?: string
  readonly from?: unknown
  readonly to?: unknown
}

/** What differs between two versions of a document, in the order people read it. */
export function describeDocument(before: WireDocument | null, after: WireDocument | null): readonly ChangeLine[] {
  const kind = (after ?? before)?.kind
  if (kind === undefined) return []
  if (before === null) return [{ op: 'add', part: [] }]
  if (after === null) return [{ op: 'remove', part: [] }]
  return partLines(withStageNames(before), withStageNames(after), documentStructures[kind].lists, [])
}

function partLines(
  before: JsonObject,
  after: JsonObject,
  lists: readonly PartList[],
  part: ChangeLine['part'],
): readonly ChangeLine[] {
  const listed = new Map(lists.map((list) => [list.list, list]))
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name): readonly ChangeLine[] => {
    const [from, to] = [before[name], after[name]]
    if (name === 'id' || name === STAGE_NAME || isEqualJson(from, to)) return []
    const list = listed.get(name)
    const isListed = list !== undefined && list.match !== 'text' && isParts(from ?? []) && isParts(to ?? [])
    return isListed
      ? listLines(partsOf(from), partsOf(to), list, part)
      : [{ op: 'change', part, property: name, from, to }]
  })
}

function listLines(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  list: PartList,
  part: ChangeLine['part'],
): readonly ChangeLine[] {
  const at = (member: JsonObject): ChangeLine['part'] => [...part, { list: list.list, label: labelOfPart(member) }]
  const old = new Map(before.map((member, index) => [identityOf(member, list, index, after), member]))
  const now = new Map(after.map((member, index) => [identityOf(member, list, index, before), member]))
  const gone = [...old]
    .filter(([id]) => !now.has(id))
    .map(([, member]) => ({ op: 'remove' as const, part: at(member) }))
  const others = [...now].flatMap(([id, member]): readonly ChangeLine[] => {
    const known = old.get(id)
    return known === undefined
      ? [{ op: 'add', part: at(member) }]
      : partLines(known, member, list.lists ?? [], at(member))
  })
  return [...others, ...gone, ...moves(old, now, at)]
}

/** Members that changed places: as few as explain the new order are named. */
function moves(
  old: ReadonlyMap<string, JsonObject>,
  now: ReadonlyMap<string, JsonObject>,
  at: (member: JsonObject) => ChangeLine['part'],
): readonly ChangeLine[] {
  const was = [...old.keys()].filter((id) => now.has(id))
  const is = [...now.keys()].filter((id) => old.has(id))
  const lines: ChangeLine[] = []
  let expected = was
  is.forEach((id, index) => {
    if (expected[index] === id) return
    const isPulledUp = expected.indexOf(id) - index > 1
    const moved = isPulledUp ? id : (expected[index] ?? id)
    const rest = expected.filter((one) => one !== moved)
    const place = is.indexOf(moved)
    expected = [...rest.slice(0, place), moved, ...rest.slice(place)]
    const member = now.get(moved)
    if (member !== undefined && !lines.some(({ part }) => part.at(-1)?.label === labelOfPart(member))) {
      lines.push({ op: 'move', part: at(member), from: was.indexOf(moved) + 1, to: is.indexOf(moved) + 1 })
    }
  })
  return lines
}

/** A part goes by its id where both sides have it, else by what identifies it in its list. */
function identityOf(part: JsonObject, { match }: PartList, index: number, others: readonly JsonObject[]): string {
  if (typeof part.id === 'string' && others.some(({ id }) => id === part.id)) return `id ${part.id}`
  const named = match === 'place' ? (part.key ?? part.label ?? index) : part[match]
  const twin = others.find((other) => match !== 'place' && isEqualJson(other[match], named))
  const id = twin?.id ?? part.id
  return id !== undefined && twin !== undefined ? `id ${JSON.stringify(id)}` : `new ${JSON.stringify(named ?? index)}`
}

function labelOfPart(part: JsonObject): Localized {
  const { label, field, fields, object, type, key, message } = part
  const named =
    part[STAGE_NAME] ??
    label ??
    message ??
    field ??
    (Array.isArray(fields) ? fields.join('、') : undefined) ??
    key ??
    object ??
    type
  return typeof named === 'string' || isLabel(named) ? named : ''
}

/** What a stage is called, for the length of a comparison. */
const STAGE_NAME = '~stage'

/** A document whose stages carry the names of their options. */
function withStageNames(document: WireDocument): JsonObject {
  if (document.kind !== 'object' || document.stages === undefined) return asObject(document)
  const stages = document.stages.map((set) => ({
    ...set,
    steps: shownStages(document, set).map(({ step, option }) => ({ ...step, [STAGE_NAME]: option.label })),
  }))
  return { ...asObject(document), stages }
}

function isLabel(value: unknown): value is Localized {
  return typeof value === 'object' && value !== null && 'zh-CN' in value
}

function isParts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)
}

function partsOf(value: unknown): readonly JsonObject[] {
  return (value ?? []) as readonly JsonObject[]
}

function asObject(document: WireDocument): JsonObject {
  return document as unknown as JsonObject
}
