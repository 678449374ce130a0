import type { SqlFragment } from '@tessera/formula'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import { join, raw } from '../storage/statement.js'
import { administratorAccess, isAdministrator, nobodyAccess } from './access.js'
import type { Access, FieldGuard, RecordAction, RowCondition, RowVerdict } from './access.js'
import { grantsOn, isAtLeast } from './object-grants.js'
import type { ObjectGrant } from './object-grants.js'
import { rolesOf } from './role-documents.js'
import type { FieldLevel, RoleBody } from './role-documents.js'
import { anyRow } from './row-conditions.js'

const compiled = new WeakMap<Catalog, Map<string, RoleAccess>>()

/**
 * The access of an actor: everything for administrators, what their roles grant for others, nothing without roles. People with the
 * same roles get the same object, as long as neither documents nor organisation change.
 */
export function compileAccess(catalog: Catalog, actor: Actor): Access {
  return isAdministrator(actor) ? administratorAccess : (roleAccess(catalog, actor) ?? nobodyAccess)
}

/** The same with its grants, for whoever explains them; undefined for administrators and for people without roles. */
export function roleAccess(catalog: Catalog, actor: Actor): RoleAccess | undefined {
  if (isAdministrator(actor)) return undefined
  const roles = rolesOf(catalog, actor)
  if (roles.length === 0) return undefined
  const known = compiled.get(catalog) ?? new Map<string, RoleAccess>()
  compiled.set(catalog, known)
  const key = roles.map(({ id }) => id).join(' ')
  const found = known.get(key) ?? new RoleAccess(catalog, roles)
  known.set(key, found)
  return found
}

/** What the grants of one object come to. */
interface ObjectAccess {
  readonly grants: readonly ObjectGrant[]
  /** Those of all grants, each once. */
  readonly conditions: readonly RowCondition[]
  /** For each grant, which condition is its own. */
  readonly at: readonly number[]
}

export class RoleAccess implements Access {
  readonly isWhole = false
  readonly #objects = new Map<string, ObjectAccess>()
  readonly #rules = new Map<string, SqlFragment>()

  /** @param granted what is granted on an object; absent: what the roles grant */
  constructor(
    private readonly catalog: Catalog,
    private readonly roles: readonly RoleBody[],
    private readonly granted?: (object: CatalogObject) => readonly ObjectGrant[],
  ) {}

  /** The access that some of the grants make alone, each at the levels it has here. */
  madeOf(takes: (grant: ObjectGrant) => boolean): RoleAccess {
    return new RoleAccess(this.catalog, this.roles, (object) => this.grants(object).filter(takes))
  }

  /** What the roles grant on an object, in the order of the roles. */
  grants(object: CatalogObject): readonly ObjectGrant[] {
    return this.#of(object.id).grants
  }

  sees(object: CatalogObject): boolean {
    return this.may(object, 'read')
  }

  rowRule(object: CatalogObject, alias: string): SqlFragment {
    const key = `${object.id} ${alias}`
    let rule = this.#rules.get(key)
    if (rule === undefined) {
      rule = anyOf(
        this.#conditionsOf(object.id, (grant) => grant.actions.has('read')),
        alias,
      )
      this.#rules.set(key, rule)
    }
    return rule
  }

  /** Every scope by owner reaches one's own records: nothing has to be asked of them. */
  ownRule(object: CatalogObject, alias: string): SqlFragment {
    const reading = this.#conditionsOf(object.id, (grant) => grant.actions.has('read'))
    return reading.some(({ owners }) => owners !== undefined) ? raw('true') : this.rowRule(object, alias)
  }

  reads(field: CatalogField): boolean {
    return this.#shows(field, 'read')
  }

  shows(field: CatalogField): boolean {
    return this.#shows(field, 'masked')
  }

  guard(field: CatalogField, alias: string): FieldGuard | undefined {
    return this.guardAmong(this, field, alias)
  }

  /** The same where the rows are those that another access reads. */
  guardAmong(reader: RoleAccess, field: CatalogField, alias: string): FieldGuard | undefined {
    const reading = this.#reading(field.object)
    const clear = reading.filter((grant) => isAtLeast(grant.level(field), 'read'))
    const rows = keysOf(reader.#reading(field.object))
    const inClear = keysOf(clear)
    if (inClear.has(anyRow.key) || [...rows].every((key) => inClear.has(key))) return undefined
    const masked = reading.filter((grant) => grant.level(field) === 'masked')
    return {
      clear: anyOf(
        clear.map(({ condition }) => condition),
        alias,
      ),
      masked:
        masked.length === 0
          ? undefined
          : anyOf(
              masked.map(({ condition }) => condition),
              alias,
            ),
    }
  }

  writes(field: CatalogField): boolean {
    return field.writable && this.#writes(field, 'change')
  }

  writesNew(field: CatalogField): boolean {
    return field.writable && this.#writes(field, 'create')
  }

  may(object: CatalogObject, action: RecordAction): boolean {
    return this.#of(object.id).grants.some(({ actions }) => actions.has(action))
  }

  conditions(object: CatalogObject): readonly RowCondition[] {
    return this.#of(object.id).conditions
  }

  verdict(object: CatalogObject, holds: readonly boolean[]): RowVerdict {
    const { grants, at } = this.#of(object.id)
    const granting = grants.filter((_, index) => holds[at[index] ?? -1] === true)
    const level = (field: CatalogField, action: RecordAction, wanted: FieldLevel): boolean =>
      granting.some((grant) => grant.actions.has(action) && isAtLeast(grant.level(field), wanted))
    return {
      may: (action) => granting.some(({ actions }) => actions.has(action)),
      reads: (field) => level(field, 'read', 'read'),
      shows: (field) => level(field, 'read', 'masked'),
      writes: (field) => field.writable && level(field, 'change', 'write'),
      writesNew: (field) => field.writable && level(field, 'create', 'write'),
    }
  }

  #shows(field: CatalogField, wanted: FieldLevel): boolean {
    const { grants } = this.#of(field.object)
    return grants.some((grant) => grant.actions.has('read') && isAtLeast(grant.level(field), wanted))
  }

  #reading(object: string): readonly ObjectGrant[] {
    return this.#of(object).grants.filter(({ actions }) => actions.has('read'))
  }

  #writes(field: CatalogField, action: RecordAction): boolean {
    return this.#of(field.object).grants.some((grant) => grant.actions.has(action) && grant.level(field) === 'write')
  }

  #conditionsOf(object: string, takes: (grant: ObjectGrant) => boolean): readonly RowCondition[] {
    return this.#of(object)
      .grants.filter(takes)
      .map(({ condition }) => condition)
  }

  #of(objectId: string): ObjectAccess {
    let found = this.#objects.get(objectId)
    if (found === undefined) {
      const object = this.catalog.objects.get(objectId)
      const grants = object === undefined ? [] : this.#grantsOn(object)
      const conditions = [...new Map(grants.map(({ condition }) => [condition.key, condition])).values()]
      const at = grants.map(({ condition }) => conditions.findIndex(({ key }) => key === condition.key))
      found = { grants, conditions, at }
      this.#objects.set(objectId, found)
    }
    return found
  }

  #grantsOn(object: CatalogObject): readonly ObjectGrant[] {
    if (this.granted !== undefined) return this.granted(object)
    return grantsOn(this.catalog, object, this.roles, (of, field) => this.#readsAll(of, field))
  }

  /** In clear in every record of its object. */
  #readsAll(object: string, id: string): boolean {
    const field = this.catalog.objects.get(object)?.fieldsById.get(id)
    return (
      field !== undefined &&
      this.#of(object).grants.some(
        (grant) =>
          grant.actions.has('read') && grant.condition.key === anyRow.key && isAtLeast(grant.level(field), 'read'),
      )
    )
  }
}

const keysOf = (grants: readonly ObjectGrant[]): ReadonlySet<string> =>
  new Set(grants.map(({ condition }) => condition.key))

/** True where one of the conditions holds. */
function anyOf(conditions: readonly RowCondition[], alias: string): SqlFragment {
  const distinct = [...new Map(conditions.map((condition) => [condition.key, condition])).values()]
  if (distinct.some(({ key }) => key === anyRow.key)) return raw('true')
  if (distinct.length === 0) return raw('false')
  const [only] = distinct
  if (distinct.length === 1 && only !== undefined) return only.sql(alias)
  return join([
    '(',
    join(
      distinct.map((condition) => condition.sql(alias)),
      ' OR ',
    ),
    ')',
  ])
}
