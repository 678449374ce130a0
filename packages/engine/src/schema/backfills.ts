import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { likenessPart } from '../catalog/likeness-part.js'
import type { PartChange } from './physical-part.js'
import { rollupFingerprint, rollupInputs, rollupObjects } from './rollup-fingerprint.js'

/** A column, or a search table, that must be filled for records that exist already. */
export interface Backfill {
  readonly objectId: string
  /** '' of a search table, `duplicates` of that of likely duplicates. */
  readonly fieldId: string
  readonly kind: 'rollup' | 'autoNumber' | 'since' | 'search'
  /** Rows of the table; even an empty one is filled under the lock, since a writer may be on its way. */
  readonly rows: number
}

/** Up to so many rows are filled in the publishing transaction; above, a job does it in batches. */
export const backfillInTransaction = 10_000

/**
 * The fields that must be computed after a change: stored roll-ups that are new, restored or defined otherwise (directly or by
 * a formula they read), each after those it reads; auto-numbers and since when a record is in its stage that are new; and what a job has left unfinished.
 *
 * @param unfinished names of columns whose job was aborted or failed
 */
export function fieldsToFill(
  now: Catalog,
  next: Catalog,
  parts: readonly PartChange[],
  unfinished: readonly string[],
): CatalogField[] {
  const made = parts.flatMap(({ act, part }) => (act === 'hide' ? [] : [part.name]))
  const touched = new Set([...made, ...unfinished])
  return inOrder(next, [...changedFields(now, next, touched)])
}

/**
 * What there is to compute for the records that exist.
 *
 * @param sizes rows of the tables that exist
 */
export function findBackfills(
  next: Catalog,
  fields: readonly CatalogField[],
  sizes: ReadonlyMap<string, number>,
): Backfill[] {
  return fields.flatMap((field) => {
    const object = next.objects.get(field.object)
    const rows = sizes.get(object?.tableName ?? '')
    const kind = kindOf(field)
    return rows === undefined ? [] : [{ objectId: field.object, fieldId: field.id, kind, rows }]
  })
}

/**
 * The search tables that must be filled: new ones, those a job has left unfinished, and those of records that are numbered.
 *
 * @param fills what else is computed; a search table comes after it
 */
export function searchFills(
  next: Catalog,
  parts: readonly PartChange[],
  unfinished: readonly string[],
  fills: readonly Backfill[],
  sizes: ReadonlyMap<string, number>,
): Backfill[] {
  const made = parts.flatMap(({ act, part }) => (part.kind === 'search' && act === 'create' ? [part.name] : []))
  const touched = new Set([...made, ...unfinished])
  const numbered = new Set(fills.flatMap(({ objectId, kind }) => (kind === 'autoNumber' ? [objectId] : [])))
  return [...next.objects.values()].flatMap(({ id, tableName, search, likeness }) => {
    const rows = sizes.get(tableName)
    if (rows === undefined) return []
    const isOpen = search !== undefined && (touched.has(search.tableName) || numbered.has(id))
    const isCompared = likeness !== undefined && touched.has(likeness.tableName)
    const fill = (fieldId: string): Backfill => ({ objectId: id, fieldId, kind: 'search', rows })
    return [...(isOpen ? [fill('')] : []), ...(isCompared ? [fill(likenessPart)] : [])]
  })
}

/** Tables whose writers must stop while roll-ups change: the roll-up's own, its child's, and those it reads. */
export function tablesOfRollups(next: Catalog, backfills: readonly Backfill[]): string[] {
  const tables = backfills.flatMap(({ objectId, fieldId, kind }) => {
    const field = next.objects.get(objectId)?.fieldsById.get(fieldId)
    return kind === 'rollup' && field !== undefined ? [...rollupObjects(next, field)] : []
  })
  return [...new Set(tables)].flatMap((id) => next.objects.get(id)?.tableName ?? [])
}

function* changedFields(now: Catalog, next: Catalog, touched: ReadonlySet<string>): Iterable<CatalogField> {
  for (const object of next.objects.values()) {
    for (const field of object.fields) {
      if (field.column === undefined || field.system) continue
      const isTouched = touched.has(field.column)
      if (field.definition.kind === 'autoNumber' && isTouched) yield field
      if (keepsSince(object, field) && (isTouched || !keepsSameSince(now, object, field))) yield field
      if (field.rollup?.stored !== true) continue
      const before = now.objects.get(object.id)?.fieldsById.get(field.id)
      const same = before?.rollup?.stored === true && rollupFingerprint(now, before) === rollupFingerprint(next, field)
      if (isTouched || !same) yield field
    }
  }
}

function kindOf(field: CatalogField): Exclude<Backfill['kind'], 'search'> {
  if (field.rollup !== undefined) return 'rollup'
  return field.definition.kind === 'autoNumber' ? 'autoNumber' : 'since'
}

const keepsSince = (object: CatalogObject | undefined, field: CatalogField, of?: string): boolean =>
  object?.stages.some(({ since, field: stage }) => since?.id === field.id && (of === undefined || stage.id === of)) ===
  true

/** True when the field kept since when for the same stages before. */
const keepsSameSince = (now: Catalog, object: CatalogObject, field: CatalogField): boolean =>
  object.stages.every(
    ({ since, field: stage }) => since !== field || keepsSince(now.objects.get(object.id), field, stage.id),
  )

/** Each field after the ones it reads. */
function inOrder(next: Catalog, fields: readonly CatalogField[]): CatalogField[] {
  const ordered = new Set<CatalogField>()
  const add = (field: CatalogField): void => {
    if (ordered.has(field)) return
    if (field.rollup !== undefined)
      for (const input of rollupInputs(next, field)) if (fields.includes(input)) add(input)
    ordered.add(field)
  }
  for (const field of fields) add(field)
  return [...ordered]
}
