import { isEqualJson, type DraftEdit } from '@tessera/metadata'

type JsonObject = Readonly<Record<string, unknown>>
type Path = readonly (string | number)[]

/**
 * The fewest edits that lead from one JSON value to another: properties one by one, lists without their common beginning and
 * end, members that are the same part (same id, else same key) from within. `undefined` = absent.
 *
 * Laws: applyEdits(from, editsBetween(from, to)) equals `to`; applyEdits(to, invertEdits(…)) equals `from`.
 */
export function editsBetween(from: unknown, to: unknown, path: Path = []): readonly DraftEdit[] {
  if (isEqualJson(from, to)) return []
  if (isObject(from) && isObject(to)) {
    const names = new Set([...Object.keys(from), ...Object.keys(to)])
    return [...names].flatMap((name) => editsBetween(ownOf(from, name), ownOf(to, name), [...path, name]))
  }
  if (Array.isArray(from) && Array.isArray(to)) return listEdits(from, to, path)
  return [replacement(path, from, to)]
}

function listEdits(from: readonly unknown[], to: readonly unknown[], path: Path): readonly DraftEdit[] {
  const shorter = Math.min(from.length, to.length)
  let start = 0
  while (start < shorter && isEqualJson(from[start], to[start])) start += 1
  let end = 0
  while (end < shorter - start && isEqualJson(from[from.length - 1 - end], to[to.length - 1 - end])) end += 1
  const remove = from.slice(start, from.length - end)
  const insert = to.slice(start, to.length - end)
  const isWithin = remove.length === insert.length && remove.every((member, index) => isSamePart(member, insert[index]))
  if (!isWithin) return [{ path, at: start, remove, insert }]
  return remove.flatMap((member, index) => editsBetween(member, insert[index], [...path, start + index]))
}

/** Undefined stays out of the edit: JSON has no word for it. */
function replacement(path: Path, from: unknown, to: unknown): DraftEdit {
  return { path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function isSamePart(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return false
  if (a.id !== undefined || b.id !== undefined) return a.id === b.id
  return a.key !== undefined && a.key === b.key
}

/** The value after the edits. What does not change keeps its identity. Throws when an edit does not fit the value. */
export function applyEdits(value: unknown, edits: readonly DraftEdit[]): unknown {
  return edits.reduce((current, edit) => editAt(current, edit.path, edit), value)
}

function editAt(value: unknown, path: Path, edit: DraftEdit): unknown {
  const [step, ...rest] = path
  if (step === undefined) return edited(value, edit)
  if (Array.isArray(value) && typeof step === 'number' && step < value.length) {
    return value.map((member: unknown, index) => (index === step ? editAt(member, rest, edit) : member))
  }
  if (!isObject(value) || typeof step !== 'string') throw new EditMismatch(edit)
  const after = editAt(ownOf(value, step), rest, edit)
  if (after !== undefined) return { ...value, [step]: after }
  const { [step]: _gone, ...others } = value
  return others
}

function edited(value: unknown, edit: DraftEdit): unknown {
  if (!('at' in edit)) return edit.to
  if (!Array.isArray(value) || edit.at + edit.remove.length > value.length) throw new EditMismatch(edit)
  return [...(value.slice(0, edit.at) as unknown[]), ...edit.insert, ...value.slice(edit.at + edit.remove.length)]
}

/** The edits that lead back. */
export function invertEdits(edits: readonly DraftEdit[]): readonly DraftEdit[] {
  return [...edits].reverse().map((edit) => {
    if ('at' in edit) return { ...edit, remove: edit.insert, insert: edit.remove }
    return replacement(edit.path, edit.to, edit.from)
  })
}

/** An edit was applied to a value it was not made for. */
export class EditMismatch extends Error {
  constructor(edit: DraftEdit) {
    super(`edit at /${edit.path.join('/')} does not fit`)
    this.name = 'EditMismatch'
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ownOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
