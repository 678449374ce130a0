import { isEqualJson } from '@tessera/metadata'
import type { PhysicalName } from '../../catalog/catalog.js'
import type { FieldBody } from '../../catalog/object-body.js'

/**
 * The column that a job fills with the converted values of a big table before the publish, while everybody goes on writing to
 * the old one. The publish makes it the field's column (`adopt`). In `physical` it is the part `<field>+<job>`, hidden.
 */
export interface Shadow {
  readonly job: string
  /** The field whose values are converted, and what it will be. */
  readonly before: FieldBody
  readonly after: FieldBody
}

/** What is known of a shadow column; undefined for any other part. */
export function shadowOf(part: PhysicalName): Shadow | undefined {
  return part.kind === 'column' ? (part.definition.shadow as Shadow | undefined) : undefined
}

/** The shadow column of a field that was filled for exactly this conversion, if there is one. */
export function shadowFor(
  physical: readonly PhysicalName[],
  objectId: string,
  before: FieldBody,
  after: FieldBody,
): PhysicalName | undefined {
  return physical.find((part) => {
    const shadow = part.objectId === objectId ? shadowOf(part) : undefined
    return (
      shadow !== undefined &&
      shadow.after.id === after.id &&
      isEqualJson(whatConverts(shadow.before), whatConverts(before)) &&
      isEqualJson(whatConverts(shadow.after), whatConverts(after))
    )
  })
}

/** They convert no value, and may change while the job is at work. */
const beside: ReadonlySet<string> = new Set(['key', 'label', 'help', 'required', 'personal', 'default', 'searchable'])

function whatConverts(field: FieldBody): object {
  return Object.fromEntries(Object.entries(field).filter(([property]) => !beside.has(property)))
}
