import type { SqlFragment } from '@tessera/formula'
import type { Actor } from '../contract.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { raw } from '../storage/statement.js'

/**
 * What an actor may see and do, compiled once per (catalog, actor's roles). Every statement about records is built with
 * one; there is no way to ask for rows without it.
 */
export interface Access {
  /** May the actor know that the object exists? If not, every answer is as for a key that does not exist. */
  sees(object: CatalogObject): boolean
  /** SQL boolean over the rows of `alias`: which records the actor may read. */
  rowRule(object: CatalogObject, alias: string): SqlFragment
  reads(field: CatalogField): boolean
  writes(field: CatalogField): boolean
  /** Object, right: create, change, delete … */
  may(object: CatalogObject, right: 'create' | 'change' | 'delete'): boolean
}

const everything: SqlFragment = raw('true')
const nothing: SqlFragment = raw('false')

const administratorAccess: Access = {
  sees: () => true,
  rowRule: () => everything,
  reads: () => true,
  writes: (field) => field.writable,
  may: () => true,
}

const nobodyAccess: Access = {
  sees: () => false,
  rowRule: () => nothing,
  reads: () => false,
  writes: () => false,
  may: () => false,
}

/**
 * Formulas, roll-ups, defaults and rules see everything (decisions, section 2): they are the administrator's promise
 * about the data, not the reader's question.
 */
export const definerAccess: Access = administratorAccess

/**
 * Actors with the same key have the same access, so what one of them may see can be asked once for all. It goes with
 * `compileAccess`: a rule that tells people apart by more than their roles belongs into it too.
 */
export function accessKey(actor: Actor): string {
  return JSON.stringify([actor.workspace, ...[...actor.roles].sort()])
}

/** The access of an actor. Until role documents exist: administrators see all, everybody else nothing. */
export function compileAccess(_catalog: Catalog, actor: Actor): Access {
  return actor.roles.includes('administrator') ? administratorAccess : nobodyAccess
}
