import type { FieldTypeDefinition, StoredDocument } from '@tessera/metadata'
import type { Catalog, CatalogField, PhysicalName } from '../../catalog/catalog.js'
import type { FieldBody, ObjectBody } from '../../catalog/object-body.js'
import { changedObjects } from '../installed.js'
import type { Installed } from '../installed.js'
import { earlierColumn, parkedOf, parkedPart } from './parked-column.js'
import { areChoices, replacedOptions } from './replaced-options.js'
import { shadowFor } from '../ahead/shadow-column.js'

/** A stored field whose values must be rewritten: it has another type, or options stand for others. */
export interface Conversion {
  readonly objectId: string
  readonly fieldId: string
  /** The field as it reads now, with the column that holds its values. */
  readonly before: CatalogField
  /** The field as it will read; without a column while the change is being worked out. */
  readonly after: CatalogField
  /** The column of the old type, as it will be parked. */
  readonly parked: PhysicalName
  /** A parked column that holds originals of the new type. */
  readonly earlier: PhysicalName | undefined
  /** A column that a job has filled already with the converted values. */
  readonly shadow: PhysicalName | undefined
}

const numbers = ['number', 'currency', 'percent']

/**
 * The fields of a change whose values must be rewritten, by `<object id>/<field id>`; those too whose values would fit as they are
 * but have originals of that type in a parked column: an e-mail address is a text, and the text it was made from is another.
 *
 * @param undoes the revision that the change takes back
 */
export function findConversions(
  { catalog: now, state: { documents, physical } }: Installed,
  next: Catalog,
  undoes: number | undefined,
): ReadonlyMap<string, Conversion> {
  const found = new Map<string, Conversion>()
  for (const objectId of changedObjects(now, next)) {
    for (const before of now.objects.get(objectId)?.fields ?? []) {
      const after = next.objects.get(objectId)?.fieldsById.get(before.id)
      if (after === undefined || !mayConvert(before, after)) continue
      const earlier = originalsOf(physical, before, after, undoes)
      if (fitsAsItIs(before, after) && earlier === undefined) continue
      const column = physical.find(({ kind, name }) => kind === 'column' && name === before.column)
      const field = bodyOf(documents, objectId, before.id)
      const becomes = bodyOf(next.documents, objectId, before.id)
      if (column === undefined || field === undefined || becomes === undefined)
        throw new Error(`${before.key} has no column to convert`)
      const parked = parkedPart(column, { revision: next.revision, field })
      const shadow = shadowFor(physical, objectId, field, becomes)
      found.set(`${objectId}/${before.id}`, { objectId, fieldId: before.id, before, after, parked, earlier, shadow })
    }
  }
  return found
}

/**
 * The column to take originals from. Options that are replaced are not what the originals say; a field that keeps its type gets them
 * back from the change that is undone, and from no other.
 */
function originalsOf(
  physical: readonly PhysicalName[],
  before: CatalogField,
  after: CatalogField,
  undoes: number | undefined,
): PhysicalName | undefined {
  if (replacedOptions(before, after).size > 0) return undefined
  const earlier = earlierColumn(physical, after, undoes)
  if (before.type !== after.type || earlier === undefined) return earlier
  return parkedOf(earlier)?.revision === undoes ? earlier : undefined
}

const bodyOf = (
  documents: ReadonlyMap<string, StoredDocument>,
  objectId: string,
  fieldId: string,
): FieldBody | undefined =>
  (documents.get(objectId) as unknown as ObjectBody | undefined)?.fields.find(({ id }) => id === fieldId)

/** Whether the values of a field must be rewritten, and can be: both types keep what writers send. */
export function isConversion(before: CatalogField, after: CatalogField): boolean {
  return mayConvert(before, after) && !fitsAsItIs(before, after)
}

function mayConvert(before: CatalogField, after: CatalogField): boolean {
  if (before.column === undefined) return false
  // Nobody but a writer may bring a text in or out of encryption.
  if (before.encrypted || after.encrypted) return false
  if (before.type === after.type) return areChoices(before, after)
  // A file is no text and cannot be made of one.
  if (before.definition.files !== undefined || after.definition.files !== undefined) return false
  const keeps = ({ kind }: FieldTypeDefinition): boolean => kind === 'stored' || kind === 'autoNumber'
  return keeps(before.definition) && after.definition.kind === 'stored'
}

/** Whether values of one type are, byte for byte, values of the other. */
export function fitsAsItIs(before: CatalogField, after: CatalogField): boolean {
  if (areChoices(before, after)) return replacedOptions(before, after).size === 0
  if (after.type === 'text' || after.type === 'longText') {
    const isItsText = before.definition.cellText === undefined && before.server.cellText === undefined
    return before.formulaType.kind === 'text' && isItsText
  }
  if (after.definition.files !== undefined) return before.definition.files !== undefined
  if (numbers.includes(after.type)) return numbers.includes(before.type)
  return before.target !== undefined && before.target === after.target
}
