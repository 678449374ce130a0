import type { Expression } from '@tessera/formula'
import { isEqualJson } from '@tessera/metadata'
import type { StoredDocument } from '@tessera/metadata'
import type { Catalog, CatalogField, CatalogObject } from './catalog.js'
import { objectBodies, userObjectOf } from './object-body.js'

/** What a new catalog may take objects from. */
export interface Earlier {
  readonly catalog: Catalog
  /** Objects whose physical names differ from those of the earlier catalog. */
  readonly renamed: ReadonlySet<string>
}

/**
 * The objects of an earlier catalog whose document is the very same: candidates to be taken over as they are. Whether what
 * they read still means the same is only known after the others have been compiled: see `outdatedObjects`.
 */
export function takeOver(
  { catalog, renamed }: Earlier,
  documents: ReadonlyMap<string, StoredDocument>,
): Map<string, CatalogObject> {
  const kept = new Map<string, CatalogObject>()
  if (userObjectOf(objectBodies(documents.values())) !== catalog.userObject) return kept
  for (const [id, object] of catalog.objects) {
    const isSame = documents.get(id) === catalog.documents.get(id)
    if (isSame && object.reads !== undefined && !renamed.has(id)) kept.set(id, object)
  }
  return kept
}

/** Ids of the objects among `kept` that read a field which means something else now, or is gone. */
export function outdatedObjects(
  earlier: Catalog,
  next: Catalog,
  kept: ReadonlyMap<string, CatalogObject>,
): readonly string[] {
  const changed = changedFields(earlier, next)
  if (changed.size === 0) return []
  return [...kept].flatMap(([id, { reads }]) => ([...changed].some((field) => reads?.has(field)) ? [id] : []))
}

/**
 * The fields, as `<object>/<field>`, that are gone or that expressions over them see otherwise: key, type, class, target. An
 * expression over other fields means what it meant.
 */
export function changedFields(earlier: Catalog, next: Catalog): ReadonlySet<string> {
  const changed = new Set<string>()
  for (const before of earlier.objects.values()) {
    const after = next.objects.get(before.id)
    if (after?.fields === before.fields) continue
    for (const field of before.fields) {
      const now = after?.fieldsById.get(field.id)
      if (now === undefined || !isEqualJson(meaningOf(field), meaningOf(now))) changed.add(`${before.id}/${field.id}`)
    }
  }
  return changed
}

function meaningOf(field: CatalogField): object {
  const { key, formulaType, class: width, definition, target, isTreeParent, links, encrypted } = field
  return { key, formulaType, width, kind: definition.kind, target, isTreeParent, links: links?.target, encrypted }
}

/**
 * True when a computed field that was compiled anew reads itself by way of objects that were taken over: these were not asked
 * what they read.
 */
export function closesCircle(catalog: Catalog, kept: ReadonlyMap<string, CatalogObject>): boolean {
  const done = new Set<CatalogField>()
  const open = new Set<CatalogField>()
  const visit = (field: CatalogField): boolean => {
    if (open.has(field)) return true
    if (done.has(field)) return false
    open.add(field)
    const found = readsOf(catalog, field).some(visit)
    open.delete(field)
    done.add(field)
    return found
  }
  return [...catalog.objects.values()].some((object) => !kept.has(object.id) && object.fields.some(visit))
}

function readsOf(catalog: Catalog, { formula, rollup }: CatalogField): CatalogField[] {
  const over = (expression: Expression | undefined): CatalogField[] =>
    (expression?.paths ?? []).flatMap((path) =>
      path.flatMap((step) => catalog.objects.get(step.object)?.fieldsById.get(step.field) ?? []),
    )
  if (rollup === undefined) return over(formula)
  const summed = catalog.objects.get(rollup.child)?.fieldsById.get(rollup.field ?? '')
  return [...(summed === undefined ? [] : [summed]), ...over(rollup.filter)]
}
