import type { SqlFragment } from '@tessera/formula'
import type { Actor } from '../contract.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { raw } from '../storage/statement.js'

/** What may be done with records. */
export type RecordAction =
  'read' | 'create' | 'change' | 'delete' | 'transfer' | 'import' | 'export' | 'share' | 'print'

/**
 * What an actor may see and do, compiled once per (catalog, roles). Every statement about records is built with one; there is
 * no way to ask for rows without it. What differs from person to person (ids, owners in reach) comes with the runtime values
 * of a request, so that people with the same roles share their statements.
 *
 * A grant is a pair of rows and fields (decision 0028): what one grant shows of a field it shows in its own rows only.
 */
export interface Access {
  /** May the actor know that the object exists? If not, every answer is as for a key that does not exist. */
  sees(object: CatalogObject): boolean
  /** SQL boolean over the rows of `alias`: which records the actor may read. */
  rowRule(object: CatalogObject, alias: string): SqlFragment
  /** The same for rows that are known to be the actor's own. */
  ownRule(object: CatalogObject, alias: string): SqlFragment
  /** In clear in some rows: it may be named in filters, orders and groups. */
  reads(field: CatalogField): boolean
  /** In clear or masked in some rows: it is part of answers. */
  shows(field: CatalogField): boolean
  /** Where a field is not in clear in every row the actor may read; undefined: it is. */
  guard(field: CatalogField, alias: string): FieldGuard | undefined
  /** In some rows the actor may change. */
  writes(field: CatalogField): boolean
  /** In records the actor makes. */
  writesNew(field: CatalogField): boolean
  /** In some rows. */
  may(object: CatalogObject, action: RecordAction): boolean
  /** What tells rows apart, in the order `verdict` takes the answers; none when all rows are alike. */
  conditions(object: CatalogObject): readonly RowCondition[]
  /** What may be done with one row, from what holds for it. */
  verdict(object: CatalogObject, holds: readonly boolean[]): RowVerdict
  /** People, tokens and workflows with an administrator's rights, and formulas: there is nothing they may not see. */
  readonly isWhole: boolean
}

/** Where a field is shown, as SQL booleans over rows. */
export interface FieldGuard {
  readonly clear: SqlFragment
  /** In part. Undefined: nowhere. */
  readonly masked: SqlFragment | undefined
}

/** A condition of grants on rows. */
export interface RowCondition {
  /** The same for conditions that mean the same. */
  readonly key: string
  sql(alias: string): SqlFragment
  /** By whose records they are; undefined where the owner alone does not tell. */
  readonly owners: OwnerScope | undefined
  /** It is asked of the columns of the row alone, and what is written with it does not change it. */
  readonly ofShares: boolean
}

/** Whose records: by owner. `all`: anybody's, and nobody's. */
export type OwnerScope = 'own' | 'subordinates' | 'department' | 'departmentTree' | 'all'

/** What may be done with one record. */
export interface RowVerdict {
  may(action: RecordAction): boolean
  /** Whether the record shows the field in clear. */
  reads(field: CatalogField): boolean
  /** In clear or masked. */
  shows(field: CatalogField): boolean
  writes(field: CatalogField): boolean
  /** Where the record is a new one. */
  writesNew(field: CatalogField): boolean
}

const everything: SqlFragment = raw('true')
const nothing: SqlFragment = raw('false')

const wholeVerdict: RowVerdict = {
  may: () => true,
  reads: () => true,
  shows: () => true,
  writes: (field) => field.writable,
  writesNew: (field) => field.writable,
}

export const administratorAccess: Access = {
  isWhole: true,
  sees: () => true,
  rowRule: () => everything,
  ownRule: () => everything,
  reads: () => true,
  shows: () => true,
  guard: () => undefined,
  writes: (field) => field.writable,
  writesNew: (field) => field.writable,
  may: () => true,
  conditions: () => [],
  verdict: () => wholeVerdict,
}

export const nobodyAccess: Access = {
  isWhole: false,
  sees: () => false,
  rowRule: () => nothing,
  ownRule: () => nothing,
  reads: () => false,
  shows: () => false,
  guard: () => undefined,
  writes: () => false,
  writesNew: () => false,
  may: () => false,
  conditions: () => [],
  verdict: () => ({
    may: () => false,
    reads: () => false,
    shows: () => false,
    writes: () => false,
    writesNew: () => false,
  }),
}

/**
 * Formulas, roll-ups, defaults and rules see everything (decisions, section 2): they are the administrator's promise
 * about the data, not the reader's question.
 */
export const definerAccess: Access = administratorAccess

/** The role that may do everything. It is no document: nobody can take it from the last who has it. */
export const administratorRole = 'administrator'

export const isAdministrator = (actor: Pick<Actor, 'roles'>): boolean => actor.roles.includes(administratorRole)

/**
 * Actors with the same key see the same, so what one of them may see can be asked once for all: administrators of a workspace.
 * Everybody else sees by who they are.
 */
export function accessKey(actor: Actor): string {
  return JSON.stringify([
    actor.workspace,
    ...(isAdministrator(actor) ? [administratorRole] : [actor.id, ...actor.roles]),
  ])
}

/** True where whose record it is tells everything about a row: one that is read by key is judged here, without sending whom the reader reaches. */
export function ownersTell(access: Access, object: CatalogObject): boolean {
  const conditions = access.conditions(object)
  return conditions.length > 0 && conditions.every(({ owners }) => owners !== undefined)
}

/** True where a field is in clear in every row the actor may read: only such fields are searched. */
export function readsEverywhere(access: Access, field: CatalogField): boolean {
  return access.reads(field) && access.guard(field, 'r') === undefined
}
