import { pointsTo, type FieldModel, type ObjectModel } from '@/model/objects'

/** Records of another object (or of the same one) that point to a record by one of their lookups, or are linked with it. */
export interface Relation {
  readonly object: ObjectModel
  readonly field: FieldModel
  /** Key of the object they point to. */
  readonly target: string
  /** The same object points here by several lookups: the field's label tells them apart. */
  readonly isAmbiguous: boolean
}

/** Condition of the records that a relation leads to from the record with an id. */
export function relationFilter({ field }: Pick<Relation, 'field'>, id: string): string {
  const quoted = JSON.stringify(id)
  return field.links === undefined ? `${field.key} = ${quoted}` : `HAS(${field.key}, ${quoted})`
}

/** What a new record that is to point there is prefilled with: see prefillOf. */
export const relationValue = ({ field, target }: Pick<Relation, 'field' | 'target'>, id: string): string =>
  field.targets === undefined ? id : `${target}:${id}`

/** Everything that points to records of an object, in the order of the objects; lines that the record itself shows are left out. */
export function relationsTo(objects: Iterable<ObjectModel>, target: string): readonly Relation[] {
  const all = [...objects]
  const asLines = new Set(
    all
      .find(({ key }) => key === target)
      ?.fields.flatMap(({ type, document }) => (type === 'details' ? [document.relation] : [])),
  )
  return all.flatMap((object) => {
    const fields = object.fields.filter((field) => pointsTo(field).includes(target) && !field.isSystem)
    return fields
      .filter(({ key }) => !asLines.has(`${object.key}.${key}`))
      .map((field) => ({ object, field, target, isAmbiguous: fields.length > 1 }))
  })
}

/** How much a field says at a glance, by its type; others say nothing on their own. */
const weights: Readonly<Record<string, number>> = {
  select: 8,
  currency: 7,
  lookup: 6,
  anyLookup: 6,
  user: 6,
  date: 5,
  number: 4,
  percent: 4,
  phone: 4,
  rollup: 3,
  formula: 3,
  dateTime: 3,
  email: 2,
  multiSelect: 2,
  boolean: 1,
  text: 1,
  autoNumber: 1,
}

/** The fields that say most about a record, in the order of the document. */
export function tellingFields(
  object: ObjectModel,
  most: number,
  without: readonly string[] = [],
): readonly FieldModel[] {
  const candidates = object.fields.filter(
    (field) => !field.isSystem && field !== object.titleField && !without.includes(field.key) && field.type in weights,
  )
  const chosen = [...candidates].sort((a, b) => (weights[b.type] ?? 0) - (weights[a.type] ?? 0)).slice(0, most)
  return candidates.filter((field) => chosen.includes(field))
}
