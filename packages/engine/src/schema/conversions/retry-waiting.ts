import type { WaitingRetried } from '@tessera/metadata'
import type { PhysicalName } from '../../catalog/catalog.js'
import type { Actor, Records } from '../../contract.js'
import type { EngineContext } from '../../engine-context.js'
import { makeMissing } from './make-missing.js'
import { parkedOf } from './parked-column.js'
import { countUnconverted, readUnconverted } from './unconverted.js'
import type { Unconverted } from './unconverted.js'
import { tryAgain } from './waiting-field.js'
import type { Waiting } from './waiting-field.js'

const batchSize = 1_000

export interface RetryOptions {
  /** Makes the records that a lookup does not find by their titles. */
  readonly createMissing?: boolean
}

/** Writes what the field takes by now, as ordinary changes of the actor: rules, roll-ups and history as for any other. */
export async function retryWaiting(
  context: EngineContext,
  records: Records,
  actor: Actor,
  waiting: Waiting,
  options: RetryOptions = {},
): Promise<WaitingRetried> {
  const { place, object, field } = waiting
  let [converted, refused, made] = [0, 0, 0]
  for (const column of waiting.columns) {
    const revision = parkedOf(column)?.revision ?? 0
    for (let after: string | undefined; ;) {
      const page = { after, limit: batchSize }
      const rows = await readUnconverted(place.db, place.catalog, object, field, { column, revision }, page)
      if (options.createMissing === true && rows.length > 0) {
        const { results } = await tryAgain(context, waiting, column, rows)
        made += await makeMissing(records, actor, place.catalog, field, results)
      }
      const { written, asked } = await write(context, records, actor, waiting, column, rows)
      converted += written
      refused += asked - written
      after = rows.at(-1)?.id
      if (rows.length < batchSize) break
    }
  }
  const counts = await countUnconverted(place.db, place.catalog, object, field)
  return { converted, refused, made, waiting: [...counts.values()].reduce((sum, count) => sum + count, 0) }
}

async function write(
  context: EngineContext,
  records: Records,
  actor: Actor,
  waiting: Waiting,
  column: PhysicalName,
  rows: readonly Unconverted[],
): Promise<{ written: number; asked: number }> {
  const { results } = await tryAgain(context, waiting, column, rows)
  const update = rows.flatMap(({ id, version }, index) => {
    const result = results[index]
    return result !== undefined && 'value' in result ? [{ id, version, [waiting.field.key]: result.value }] : []
  })
  if (update.length === 0) return { written: 0, asked: 0 }
  const answer = await records.batch(actor, waiting.object.key, { update }, { partial: true })
  return { written: 'ok' in answer ? answer.ok : update.length, asked: update.length }
}
