import type { Reader } from '../query/reader.js'
import type { Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { createBatch } from './batch.js'
import { createSingleWrites } from './single-writes.js'

/** Records for an actor: reading is the reader's, writing goes through the one pipeline of this folder. */
export function createRecords(context: EngineContext, reader: Reader): Records {
  return {
    query: reader.query,
    get: reader.get,
    aggregate: reader.aggregate,
    schema: reader.schema,
    recordSchema: reader.recordSchema,
    history: reader.history,
    ...createSingleWrites(context, reader),
    batch: createBatch(context),
  }
}
