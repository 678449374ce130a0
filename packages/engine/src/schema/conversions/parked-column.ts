import type { Catalog, CatalogField, PhysicalName } from '../../catalog/catalog.js'
import { documentFields } from '../../catalog/field-shell.js'
import type { FieldBody, ObjectBody } from '../../catalog/object-body.js'
import type { FieldTypeRegistry } from '../../contract.js'

/**
 * A column whose field has another type now: it keeps every value as it was before the conversion, for undo and for the list of
 * what could not be converted, and is never written again. In `physical` it is the part `<field>~<revision>`, hidden.
 */
export interface Parked {
  /** The revision that converted the values. */
  readonly revision: number
  /** The field as it was. */
  readonly field: FieldBody
}

/** What is known of a parked column; undefined for any other part. */
export function parkedOf(part: PhysicalName): Parked | undefined {
  return part.kind === 'column' ? (part.definition.parked as Parked | undefined) : undefined
}

/** The part that a column becomes when its field gets another type. */
export function parkedPart(part: PhysicalName, parked: Parked): PhysicalName {
  return {
    ...part,
    partId: `${part.partId}~${parked.revision}`,
    definition: { ...part.definition, parked },
    hidden: true,
  }
}

/** Parked columns of a field, the newest first. */
export function parkedColumns(physical: readonly PhysicalName[], objectId: string, fieldId: string): PhysicalName[] {
  const revisionOf = (part: PhysicalName): number => parkedOf(part)?.revision ?? 0
  return physical
    .filter((part) => part.objectId === objectId && parkedOf(part)?.field.id === fieldId)
    .sort((a, b) => revisionOf(b) - revisionOf(a))
}

/**
 * The parked column that holds originals of exactly this field: of its type, its target, and no option it does not know. Of several,
 * the one that the revision which is undone has parked, else the newest.
 */
export function earlierColumn(
  physical: readonly PhysicalName[],
  after: CatalogField,
  undoes: number | undefined,
): PhysicalName | undefined {
  const optionIds = new Set(after.context.optionKeys.keys())
  const fitting = parkedColumns(physical, after.object, after.id).filter((part) => {
    const body = parkedOf(part)?.field
    if (body?.type !== after.type || (body.target ?? undefined) !== (after.context.options.target ?? undefined))
      return false
    return ((body.options ?? []) as readonly { id: string }[]).every(({ id }) => optionIds.has(id))
  })
  return fitting.find((part) => parkedOf(part)?.revision === undoes) ?? fitting[0]
}

/** The field a parked column belonged to, to read its values with. */
export function parkedField(fieldTypes: FieldTypeRegistry, catalog: Catalog, part: PhysicalName): CatalogField {
  const body = parkedOf(part)?.field
  if (body === undefined) throw new Error(`${part.name} is not parked`)
  const object = { id: part.objectId, fields: [body] } as unknown as ObjectBody
  const options = (body.options ?? []) as readonly { id: string; key: string }[]
  const [field] = documentFields(object, {
    fieldTypes,
    userObject: catalog.userObject,
    linkTable: () => ({ table: '', tableName: '' }),
    column: () => part.name,
    hiddenOptions: () => new Map(options.map(({ id, key }) => [id, key])),
  })
  if (field === undefined) throw new Error(`there is no field type ${body.type} any more`)
  return field
}
