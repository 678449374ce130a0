import type { Reader } from '../query/reader.js'
import type { Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { readStages } from '../stages/read-stages.js'
import { findDuplicates } from '../duplicates/find-duplicates.js'
import { mergeRecords } from '../merge/merge-records.js'
import { previewMerge } from '../merge/preview-merge.js'
import { unmergeRecords } from '../merge/unmerge-records.js'
import { createBatch } from './batch.js'
import { readCells } from './read-cells.js'
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
    stages: (actor, object, id) =>
      context.catalogs.withCurrent(actor.workspace, (catalog) => readStages(context, catalog, actor, object, id)),
    duplicates: (actor, object, question) =>
      context.catalogs.withCurrent(actor.workspace, (catalog) =>
        findDuplicates(context, catalog, actor, object, question),
      ),
    previewMerge: (actor, object, request) =>
      context.catalogs.withCurrent(actor.workspace, (catalog) =>
        previewMerge(context, catalog, actor, object, request),
      ),
    merge: (actor, object, request, options = {}) => mergeRecords(context, reader, actor, object, request, options),
    unmerge: (actor, object, id, merge, options = {}) =>
      unmergeRecords(context, reader, actor, object, id, merge, options),
    ...createSingleWrites(context, reader),
    batch: createBatch(context),
    cells: (actor, object, rows) =>
      context.catalogs.with(actor.workspace, async (catalog) => readCells(catalog, actor, object, rows)),
  }
}
