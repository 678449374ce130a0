import { AppError } from '@tessera/metadata'
import type { ParseResult } from '@tessera/metadata'
import type { CatalogField, CatalogObject, PhysicalName } from '../../catalog/catalog.js'
import { loadState } from '../../catalog/load-catalog.js'
import type { Actor } from '../../contract.js'
import { runtimeValues } from '../../engine-context.js'
import type { EngineContext } from '../../engine-context.js'
import { conversionWorld } from './conversion-world.js'
import type { ConversionPlace } from './conversion-world.js'
import { convertValue } from './convert-value.js'
import type { ConversionWorld } from './convert-value.js'
import { parkedColumns, parkedField } from './parked-column.js'
import type { Unconverted } from './unconverted.js'

/** An object with the columns that conversions have parked. */
export interface WaitingObject {
  readonly place: ConversionPlace
  readonly object: CatalogObject
  readonly physical: readonly PhysicalName[]
}

/** A field with the columns its values may wait in, the newest first. */
export interface Waiting extends WaitingObject {
  readonly field: CatalogField
  readonly columns: readonly PhysicalName[]
}

/** Catalog and parked columns of today. Errors: 403 access.denied, 404 document.not_found. */
export async function waitingObject(context: EngineContext, actor: Actor, key: string): Promise<WaitingObject> {
  if (!actor.roles.includes('administrator')) throw new AppError('access.denied')
  const catalog = await context.catalogs.refresh(actor.workspace)
  const object = catalog.objectsByKey.get(key)
  if (object === undefined) throw new AppError('document.not_found')
  const { physical } = await loadState(context.pool, actor.workspace)
  return { place: { db: context.pool, catalog, runtime: runtimeValues(context, catalog, actor) }, object, physical }
}

/** Errors: as of `waitingObject`. */
export async function waitingField(
  context: EngineContext,
  actor: Actor,
  key: string,
  fieldKey: string,
): Promise<Waiting> {
  const found = await waitingObject(context, actor, key)
  const field = found.object.fieldsByKey.get(fieldKey)
  if (field?.column === undefined) throw new AppError('document.not_found')
  return { ...found, field, columns: parkedColumns(found.physical, found.object.id, field.id) }
}

/** Waiting values read with the type they had, and what today's type makes of each. */
export async function tryAgain(
  context: EngineContext,
  { place, field }: Pick<Waiting, 'place' | 'field'>,
  column: PhysicalName,
  rows: readonly Unconverted[],
): Promise<{ before: CatalogField; world: ConversionWorld; results: readonly ParseResult[] }> {
  const before = parkedField(context.fieldTypes, place.catalog, column)
  const values = rows.map(({ held }) => before.server.fromDatabase(held, before.context))
  const world = await conversionWorld(place, before, field, values)
  return { before, world, results: values.map((value) => convertValue(before, field, value, world)) }
}
