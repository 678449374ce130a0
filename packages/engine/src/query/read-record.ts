import { AppError } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor, RecordAnswer } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import type { Statement } from '../storage/statement.js'
import { isUuid } from '../storage/uuid7.js'
import { recordStatement } from './record-statements.js'
import { readRows } from './read-statement.js'
import type { Revised } from './read-statement.js'
import { selectionOf } from './selection.js'
import { ShapeCache } from './shape-cache.js'
import { visibleObject } from './visible-object.js'

type RecordRow = Revised & RecordAnswer & { readonly owner?: string | null }

const statements = new ShapeCache<Statement>()

/**
 * Reads one record with one named statement. Errors: record.unknown_object, record.not_found (missing or not visible),
 * request.bad_fields.
 */
export async function readRecord(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  id: string,
  fields: readonly string[] | undefined,
): Promise<RecordAnswer> {
  const row = await findRecord(context, catalog, actor, key, id, fields)
  if (row === undefined) throw new AppError('record.not_found')
  return row
}

/** What its writer may see of a record just saved; when that is nothing (it left the writer's scope), its id. */
export async function readBack(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  id: string,
): Promise<RecordAnswer> {
  const row = await findRecord(context, catalog, actor, key, id, undefined)
  return row ?? { id, version: 0, json: JSON.stringify({ id }) }
}

async function findRecord(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  id: string,
  fields: readonly string[] | undefined,
): Promise<RecordRow | undefined> {
  const access = compileAccess(catalog, actor)
  const statement = statements.get(catalog, access, fields === undefined ? key : JSON.stringify([key, fields]), () => {
    const object = visibleObject(catalog, access, key)
    return recordStatement(catalog, object, access, selectionOf(catalog, access, object, fields))
  })
  if (!isUuid(id)) return undefined
  const runtime = runtimeValues(context, catalog, actor)
  const [row] = await readRows<RecordRow>(context.pool, catalog, statement, runtime, { id })
  if (row === undefined || row.owner === undefined) return row
  const object = visibleObject(catalog, access, key)
  const holds = access
    .conditions(object)
    .map(({ owners }) => owners !== undefined && runtime.reaches(owners, row.owner ?? null))
  return access.verdict(object, holds).may('read') ? row : undefined
}
