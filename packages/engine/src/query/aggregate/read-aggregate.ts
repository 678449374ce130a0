import type { AggregateQuery } from '@tessera/metadata'
import { compileAccess } from '../../access/compile-access.js'
import type { Catalog } from '../../catalog/catalog.js'
import type { Actor } from '../../contract.js'
import { runtimeValues } from '../../engine-context.js'
import type { EngineContext } from '../../engine-context.js'
import type { Statement } from '../../storage/statement.js'
import { readRows } from '../read-statement.js'
import type { Revised } from '../read-statement.js'
import { invalidParameter } from '../refuse-query.js'
import { ShapeCache } from '../shape-cache.js'
import { visibleObject } from '../visible-object.js'
import { aggregateStatement } from './aggregate-statement.js'

const defaultLimit = 1000
const largestLimit = 5000

const statements = new ShapeCache<Statement>()

/**
 * Groups and measures of the records an actor may see, with one statement.
 *
 * Shape: { rowsJson: '[{"status":"done","total":120.5}]' }
 * Errors: record.unknown_object, request.bad_fields, request.bad_filter (filter, having), request.bad_sort,
 * request.invalid_parameter.
 */
export async function readAggregate(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  query: AggregateQuery,
): Promise<{ rowsJson: string }> {
  const access = compileAccess(catalog, actor)
  const object = visibleObject(catalog, access, key)
  const limit = query.limit ?? defaultLimit
  if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
    throw invalidParameter('limit', `1–${largestLimit}`)
  const { groupBy, measures, filter, having, sort } = query
  const shape = JSON.stringify([object.id, groupBy, measures, filter, having, sort])
  const statement = statements.get(catalog, access, shape, () => aggregateStatement(catalog, object, access, query))
  const runtime = runtimeValues(context, catalog, actor)
  const [row] = await readRows<Revised & { rows: string | null }>(context.pool, catalog, statement, runtime, { limit })
  return { rowsJson: `[${row?.rows ?? ''}]` }
}
