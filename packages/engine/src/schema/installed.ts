import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { StoredState } from '../catalog/load-catalog.js'

/** What is published: documents and physical names of one revision, with their catalog. */
export interface Installed {
  readonly state: StoredState
  readonly catalog: Catalog
  /**
   * True when PostgreSQL has exactly the parts that `catalog` wants: a plan need then only look at what it changes. An index
   * whose job gave up is missing; it is made by whatever is published next.
   */
  readonly isComplete: boolean
}

/** Ids of the objects that differ between two catalogs, those that are in one of them only among them. */
export function changedObjects(now: Catalog, next: Catalog): Set<string> {
  const differs = (one: ReadonlyMap<string, CatalogObject>, other: ReadonlyMap<string, CatalogObject>): string[] =>
    [...one.values()].filter((object) => other.get(object.id) !== object).map(({ id }) => id)
  return new Set([...differs(now.objects, next.objects), ...differs(next.objects, now.objects)])
}
