import { AppError } from '@tessera/metadata'
import { compileAccess } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { Actor, RecordAnswer } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import type { Queryable, Statement } from '../storage/statement.js'
import { isUuid } from '../storage/uuid7.js'
import { recordStatement } from './record-statements.js'
import { readRows } from './read-statement.js'
import type { Revised } from './read-statement.js'
import { selectionOf, wholeRecord } from './selection.js'
import { ShapeCache } from './shape-cache.js'
import { visibleObject } from './visible-object.js'

type RecordRow = Revised & RecordAnswer

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
  const access = compileAccess(catalog, actor)
  const statement = statements.get(catalog, access, fields === undefined ? key : JSON.stringify([key, fields]), () => {
    const object = visibleObject(catalog, access, key)
    return recordStatement(catalog, object, access, selectionOf(catalog, access, object, fields), 'id')
  })
  if (!isUuid(id)) throw new AppError('record.not_found')
  const runtime = runtimeValues(context, catalog, actor)
  const [row] = await readRows<RecordRow>(context.pool, catalog, statement, runtime, { id })
  if (row === undefined) throw new AppError('record.not_found')
  return row
}

/**
 * Reads records that were just written, as their writer may see them, in the order of `ids`; what the writer cannot see is
 * left out. Errors: StaleCatalog, hence inside the writing transaction or, after its commit, in a `with` of its own.
 */
export async function readRecords(
  context: EngineContext,
  db: Queryable,
  catalog: Catalog,
  actor: Actor,
  object: CatalogObject,
  ids: readonly string[],
): Promise<readonly RecordAnswer[]> {
  const access = compileAccess(catalog, actor)
  const statement = statements.get(catalog, access, `${object.key}[]`, () =>
    recordStatement(catalog, object, access, wholeRecord(object, access), 'ids'),
  )
  const rows = await readRows<RecordRow>(db, catalog, statement, runtimeValues(context, catalog, actor), { ids })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
