import { isLinked } from '@tessera/blocks/web'
import type { FieldModel } from '@/model/objects'

/** A value as it is written: lookups and files by their ids, with the object where the field may hold records of several; blank as null. */
export function writtenValue(value: unknown): unknown {
  if (value === undefined || value === '') return null
  if (Array.isArray(value)) return value.map((member: unknown) => (hasId(member) ? member.id : member))
  if (!isLinked(value)) return value
  return value.object === undefined ? value.id : { object: value.object, id: value.id }
}

/** Links as they are written into a record that exists: what the person added and took away; what others add meanwhile stays. */
export function writtenLinks(value: unknown, stored: unknown): { add: string[]; remove: string[] } {
  const ids = (list: unknown): string[] => (Array.isArray(list) ? (writtenValue(list) as string[]) : [])
  const [now, before] = [ids(value), ids(stored)]
  return { add: now.filter((id) => !before.includes(id)), remove: before.filter((id) => !now.includes(id)) }
}

const hasId = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string'

/** Equality of values as they are written; blank, absent and an empty list are the same. */
export function sameWritten(a: unknown, b: unknown): boolean {
  const [left, right] = [writtenValue(a), writtenValue(b)]
  if (Array.isArray(left) || Array.isArray(right)) {
    const [one, other] = [left ?? [], right ?? []] as [unknown[], unknown[]]
    return (
      Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((x, i) => x === other[i])
    )
  }
  // Whatever their objects: ids are never given twice.
  return isLinked(left) && isLinked(right) ? left.id === right.id : left === right
}

/** Nothing was filled in. A yes-or-no field always has a value. */
export function isEmptyValue(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** What a field holds when nobody gave a value: the same as the server's. */
export function emptyValue(field: FieldModel): unknown {
  if (field.type === 'boolean') return false
  if (field.type !== 'rollup') return null
  return ['sum', 'count', 'countDistinct'].includes(String(field.document.function)) ? 0 : null
}
