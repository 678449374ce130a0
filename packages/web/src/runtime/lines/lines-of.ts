import type { FieldDocument } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'

/** What a field of type details shows: the child object, its lookup to the record, and the columns in order. */
export interface LinesModel {
  readonly child: ObjectModel
  /** Key of the lookup that points to the record. */
  readonly via: string
  readonly columns: readonly FieldModel[]
}

type Objects = ReadonlyMap<string, ObjectModel>

/** Undefined when the field is no details, or what it shows is gone or hidden. */
export function linesOf(objects: Objects, document: FieldDocument): LinesModel | undefined {
  if (document.type !== 'details') return undefined
  const [object = '', via = ''] = String(document.relation ?? '').split('.')
  const child = objects.get(object)
  if (child === undefined) return undefined
  const all = child.fields.filter(({ key, isSystem, type }) => !isSystem && key !== via && type !== 'details')
  const named = Array.isArray(document.columns) ? (document.columns as readonly string[]) : undefined
  const columns = named === undefined ? all : named.flatMap((key) => all.find((field) => field.key === key) ?? [])
  return { child, via, columns: columns.length === 0 ? all : columns }
}

/** A line as a form holds it: what was read, or what was typed so far. */
export type Line = Readonly<Record<string, unknown>>

/** The lines that a value of the field holds. */
export const asLines = (value: unknown): readonly Line[] => (Array.isArray(value) ? (value as readonly Line[]) : [])
