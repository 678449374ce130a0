import type { RecordValues } from '@/api/records'
import type { FieldModel, ObjectModel } from '@/model/objects'
import { hasValue } from '@/model/objects'
import { isEmptyValue, sameWritten, writtenValue } from '@/runtime/form/model/values'

/** So many records stand beside each other. */
export const mostColumns = 10

/** Fields a person fills in, those that differ and those that are the same. */
export interface MergedFields {
  readonly different: readonly FieldModel[]
  readonly same: readonly FieldModel[]
}

/** Which record's value a field keeps, by its key. */
export type Picks = Readonly<Record<string, string>>

/** Links of all records belong to the one that stays: there is nothing to choose. */
const united: ReadonlySet<string> = new Set(['links', 'backlinks'])

/** What records have to say about each field. Where all are blank there is nothing to see. */
export function mergedFields(object: ObjectModel, found: readonly RecordValues[]): MergedFields {
  const [first, ...rest] = found
  const fields = object.fields.filter((field) => field.isWritable && hasValue(field) && !united.has(field.type))
  const isSame = ({ key }: FieldModel): boolean => rest.every((record) => sameWritten(first?.[key], record[key]))
  return {
    different: fields.filter((field) => !isSame(field)),
    same: fields.filter((field) => isSame(field) && !isEmptyValue(first?.[field.key])),
  }
}

/** The values of the record that stays; where it has none, the first there is. */
export function firstPicks(fields: readonly FieldModel[], found: readonly RecordValues[], keep: string): Picks {
  const inOrder = [...found].sort((a, b) => Number(b.id === keep) - Number(a.id === keep))
  return Object.fromEntries(
    fields.map(({ key }) => [key, (inOrder.find((record) => !isEmptyValue(record[key])) ?? inOrder[0])?.id ?? keep]),
  )
}

/** What the record that stays is changed to: the picked values that are not its own. */
export function valuesOf(
  fields: readonly FieldModel[],
  found: readonly RecordValues[],
  keep: string,
  picks: Picks,
): Record<string, unknown> {
  const byId = new Map(found.map((record) => [record.id, record]))
  const own = byId.get(keep)
  return Object.fromEntries(
    fields.flatMap(({ key }) => {
      const value = byId.get(picks[key] ?? keep)?.[key]
      return sameWritten(value, own?.[key]) ? [] : [[key, writtenValue(value)]]
    }),
  )
}

/** Ids from the address, each once. */
export function idsOf(text: unknown): readonly string[] {
  const ids = typeof text === 'string' ? text.split(',') : []
  return [...new Set(ids.map((id) => id.trim()).filter((id) => id !== ''))].slice(0, mostColumns)
}
