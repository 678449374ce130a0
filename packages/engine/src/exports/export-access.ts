import type { Access, FieldGuard, RowVerdict } from '../access/access.js'
import { administratorAccess, isAdministrator, nobodyAccess } from '../access/access.js'
import { roleAccess } from '../access/compile-access.js'
import type { RoleAccess } from '../access/compile-access.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { objectById } from '../catalog/catalog.js'

/** What an actor may export of one object. */
export interface ExportAccess {
  /** What the actor may read. */
  readonly ordinary: Access
  /** Finds the records: filters, orders and searches over other objects go by what the actor may read. */
  readonly rows: Access
  /** Shows them: of other objects the titles that the actor reads, and besides what may be exported of those as well. */
  readonly shown: Access
}

const compiled = new WeakMap<RoleAccess, Map<string, ExportAccess>>()

/**
 * The access of an export: the object is read by those grants alone that have both `read` and `export` (decision 0028: a grant is a
 * pair of rows and fields, so no other grant adds a row or a field). Shares have no `export`.
 */
export function exportAccess(catalog: Catalog, actor: Actor, object: CatalogObject): ExportAccess {
  if (isAdministrator(actor)) return sameFor(administratorAccess)
  const ordinary = roleAccess(catalog, actor)
  if (ordinary === undefined) return sameFor(nobodyAccess)
  const known = compiled.get(ordinary) ?? new Map<string, ExportAccess>()
  compiled.set(ordinary, known)
  const found = known.get(object.id) ?? compile(catalog, ordinary, object)
  known.set(object.id, found)
  return found
}

const sameFor = (access: Access): ExportAccess => ({ ordinary: access, rows: access, shown: access })

function compile(catalog: Catalog, ordinary: RoleAccess, object: CatalogObject): ExportAccess {
  const granted = ordinary.madeOf(({ actions }) => actions.has('read') && actions.has('export'))
  const isOwn = (field: CatalogField): boolean => field.object === object.id
  const isTitle = (field: CatalogField): boolean =>
    field.key === 'id' || field.id === objectById(catalog, field.object).titleField.id
  return {
    ordinary,
    rows: new PartAccess(object, ordinary, granted, isOwn),
    shown: new PartAccess(object, ordinary, granted, (field) => isOwn(field) || !isTitle(field)),
  }
}

/** One object by some grants, others by all; fields that are exported by those grants wherever they are. */
class PartAccess implements Access {
  readonly isWhole = false

  /** @param isExported which fields show no more than what is granted for exports */
  constructor(
    private readonly object: CatalogObject,
    private readonly ordinary: RoleAccess,
    private readonly granted: RoleAccess,
    private readonly isExported: (field: CatalogField) => boolean,
  ) {}

  sees(object: CatalogObject): boolean {
    return this.#of(object).sees(object)
  }

  rowRule(object: CatalogObject, alias: string) {
    return this.#of(object).rowRule(object, alias)
  }

  ownRule(object: CatalogObject, alias: string) {
    return this.#of(object).ownRule(object, alias)
  }

  reads(field: CatalogField): boolean {
    return this.#by(field).reads(field)
  }

  shows(field: CatalogField): boolean {
    return this.#by(field).shows(field)
  }

  guard(field: CatalogField, alias: string): FieldGuard | undefined {
    const reader = field.object === this.object.id ? this.granted : this.ordinary
    return this.#by(field).guardAmong(reader, field, alias)
  }

  /** An export writes nothing. */
  writes(): boolean {
    return false
  }

  writesNew(): boolean {
    return false
  }

  may(object: CatalogObject, action: Parameters<Access['may']>[1]): boolean {
    return this.#of(object).may(object, action)
  }

  conditions(object: CatalogObject) {
    return this.#of(object).conditions(object)
  }

  verdict(object: CatalogObject, holds: readonly boolean[]): RowVerdict {
    return this.#of(object).verdict(object, holds)
  }

  #of(object: CatalogObject): RoleAccess {
    return object.id === this.object.id ? this.granted : this.ordinary
  }

  #by(field: CatalogField): RoleAccess {
    return this.isExported(field) ? this.granted : this.ordinary
  }
}
