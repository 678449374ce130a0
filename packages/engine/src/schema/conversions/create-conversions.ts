import type { WaitingField } from '@tessera/metadata'
import type { CatalogField } from '../../catalog/catalog.js'
import type { Conversions, Records } from '../../contract.js'
import type { EngineContext } from '../../engine-context.js'
import { makeableTarget } from './make-missing.js'
import { parkedColumns, parkedField, parkedOf } from './parked-column.js'
import { retryWaiting } from './retry-waiting.js'
import { countUnconverted } from './unconverted.js'
import { waitingField, waitingObject } from './waiting-field.js'
import type { WaitingObject } from './waiting-field.js'
import { waitingPage } from './waiting-page.js'

const pageLimit = 50

/** The door to values that wait; see `Conversions`. */
export function createConversions(context: EngineContext, records: Records): Conversions {
  return {
    list: async (actor, key) => {
      const found = await waitingObject(context, actor, key)
      const fields = await Promise.all(found.object.fields.map((field) => summaryOf(context, found, field)))
      return fields.filter((field) => field !== undefined)
    },
    waiting: async (actor, key, fieldKey, { limit = pageLimit, after }) =>
      waitingPage(context, await waitingField(context, actor, key, fieldKey), limit, after),
    retry: async (actor, key, fieldKey, options) =>
      retryWaiting(context, records, actor, await waitingField(context, actor, key, fieldKey), options),
  }
}

async function summaryOf(
  context: EngineContext,
  { place, object, physical }: WaitingObject,
  field: CatalogField,
): Promise<WaitingField | undefined> {
  const columns = field.column === undefined ? [] : parkedColumns(physical, object.id, field.id)
  if (columns.length === 0) return undefined
  const counts = await countUnconverted(place.db, place.catalog, object, field)
  const column = columns.find((part) => counts.has(parkedOf(part)?.revision ?? 0))
  if (column === undefined) return undefined
  const target = makeableTarget(place.catalog, field)
  return {
    field: field.key,
    label: field.label,
    from: parkedField(context.fieldTypes, place.catalog, column).definition.title,
    to: field.definition.title,
    revision: parkedOf(column)?.revision ?? 0,
    waiting: [...counts.values()].reduce((sum, count) => sum + count, 0),
    ...(target === undefined ? {} : { makes: target.label }),
  }
}
