import type { FieldDocument, ObjectDocument } from '@tessera/metadata'
import { withoutLostStages } from '../stages/stage-edits'
import { withoutCompared } from './duplicates-rules'

/** Small changes of a module's fields, each giving the module after it. Pure. */

export type ChangeField = (field: FieldDocument) => FieldDocument

/** One field changed, by key. A changed key is followed inside the module where keys are plain: title field, uniqueness, rules. */
export function withField(object: ObjectDocument, key: string, change: ChangeField): ObjectDocument {
  const fields = object.fields.map((field) => (field.key === key ? change(field) : field))
  return { ...object, fields }
}

/** A property set, or taken away when it is undefined. */
export function withProperty<T extends object>(owner: T, name: string, value: unknown): T {
  if (value !== undefined) return { ...owner, [name]: value }
  const { [name]: _gone, ...rest } = owner as Record<string, unknown>
  return rest as T
}

/** Without some fields, and without what rests on them alone: uniqueness, periods, stages, rules that point to them, the choice of title. */
export function withoutFields(object: ObjectDocument, keys: ReadonlySet<string>): ObjectDocument {
  const fields = object.fields.filter(({ key }) => !keys.has(key))
  const unique = object.unique?.filter((one) => !one.fields.some((key) => keys.has(key)))
  const rules = object.rules?.map((rule) =>
    keys.has(rule.field ?? '') ? withProperty(rule, 'field', undefined) : rule,
  )
  const noOverlap = object.noOverlap?.filter(
    ({ fields: booked = [], from, to }) => ![...booked, from, to].some((key) => keys.has(key)),
  )
  const isTitleGone = object.titleField !== undefined && keys.has(object.titleField)
  let after: ObjectDocument = { ...object, fields }
  if (object.unique !== undefined) after = withProperty(after, 'unique', unique?.length === 0 ? undefined : unique)
  if (rules !== undefined) after = { ...after, rules }
  if (object.duplicates !== undefined)
    after = withProperty(after, 'duplicates', withoutCompared(object.duplicates, keys))
  if (noOverlap !== undefined) after = withProperty(after, 'noOverlap', noOverlap.length === 0 ? undefined : noOverlap)
  return withoutLostStages(isTitleGone ? withProperty(after, 'titleField', fields[0]?.key) : after)
}

/** Some neighbouring fields moved by a step; the same module when they cannot. */
export function movedFields(object: ObjectDocument, from: number, to: number, by: -1 | 1): ObjectDocument {
  const { fields } = object
  if (from + by < 0 || to + by >= fields.length) return object
  return fieldsAt(object, from, to, by === 1 ? to + 2 : from - 1)
}

/** Fields `from` to `to` (both included) put before the field that is at `place` now. */
export function fieldsAt(object: ObjectDocument, from: number, to: number, place: number): ObjectDocument {
  if (place >= from && place <= to + 1) return object
  const moved = object.fields.slice(from, to + 1)
  const before = object.fields.filter((_, index) => index < place && (index < from || index > to))
  const after = object.fields.filter((_, index) => index >= place && (index < from || index > to))
  return { ...object, fields: [...before, ...moved, ...after] }
}

/** Is a field unique by itself? */
export function isUnique(object: ObjectDocument, key: string): boolean {
  return (
    object.unique?.some(({ fields, when }) => fields.length === 1 && fields[0] === key && when === undefined) ?? false
  )
}

/** The field unique by itself, or not. */
export function withUnique(object: ObjectDocument, key: string, wanted: boolean): ObjectDocument {
  if (isUnique(object, key) === wanted) return object
  const others = (object.unique ?? []).filter(
    ({ fields, when }) => fields.length !== 1 || fields[0] !== key || when !== undefined,
  )
  const next = wanted ? [...others, { fields: [key] }] : others
  return withProperty(object, 'unique', next.length === 0 ? undefined : next)
}
