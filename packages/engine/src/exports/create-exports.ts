import { AppError, localize } from '@tessera/metadata'
import type { ExportFormat, ExportRequest, RecordQuery } from '@tessera/metadata'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { Actor, RecordPage } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { readPage } from '../query/read-page.js'
import type { Reading } from '../query/read-page.js'
import { invalidParameter } from '../query/refuse-query.js'
import { visibleObject } from '../query/visible-object.js'
import type { Queryable } from '../storage/statement.js'
import { exportAccess } from './export-access.js'
import type { ExportAccess } from './export-access.js'
import { describeColumns, planColumns, writableColumns } from './export-columns.js'
import type { PlannedColumn } from './export-columns.js'
import type { Exports } from './exports-contract.js'
import { ReadExport } from './read-export.js'
import type { FoundRecords } from './read-export.js'
import { createMoments } from './read-moment.js'

/** Records that one file may have; those of a workbook fit into the 4 GB of its sheet with some 200 columns (decision 0041). */
const largestExports: Readonly<Record<ExportFormat, number>> = { csv: 1_000_000, xlsx: 200_000 }

const pageSize = 1_000

/** Each holds a connection, and the tables it reads against publishes that change them. */
const momentLimits = { most: 2, longestMs: 10 * 60_000 }

/** Records as files: which, with which columns, at one moment of the data. See decision 0041. */
export function createExports(context: EngineContext, largest = largestExports): Exports {
  const openMoment = createMoments(context.pool, momentLimits)
  return {
    preview: (actor, request) =>
      context.catalogs.with(actor.workspace, async (catalog) => {
        const planned = plan(catalog, actor, request)
        const reading = readingOf(context, catalog, actor, planned.access, context.pool)
        const { recordsJson: _, count = 0 } = await readPage(
          context,
          catalog,
          actor,
          planned.object.key,
          { ...rowsOf(request), fields: ['id'], limit: 1, count: 'exact' },
          reading,
        )
        return { count, max: largest, fields: describeColumns(planned.access, planned.columns, actor.locale) }
      }),
    open: (actor, request) =>
      context.catalogs.with(actor.workspace, async (catalog) => {
        const planned = plan(catalog, actor, request)
        const moment = await openMoment()
        try {
          const reading = readingOf(context, catalog, actor, planned.access, moment.client)
          const found = await find(context, catalog, actor, request, planned, reading)
          if (found.count > largest[request.format])
            throw new AppError('export.too_many', { count: found.count, max: largest[request.format] })
          return new ReadExport(found, moment)
        } catch (error) {
          await moment.end()
          throw error
        }
      }),
  }
}

/** What is exported, once it is known to be the actor's to export. */
interface Planned {
  readonly object: CatalogObject
  readonly access: ExportAccess
  readonly columns: readonly PlannedColumn[]
}

/** Errors: record.unknown_object, access.denied, those of columns. */
function plan(catalog: Catalog, actor: Actor, { object: key, fields, format, forMachines }: ExportRequest): Planned {
  const object = catalog.objectsByKey.get(key)
  if (object === undefined) throw new AppError('record.unknown_object')
  const access = exportAccess(catalog, actor, object)
  visibleObject(catalog, access.ordinary, key)
  if (!access.rows.may(object, 'export')) throw new AppError('access.denied')
  if (forMachines === true && format !== 'csv') throw invalidParameter('forMachines', 'format: csv')
  return { object, access, columns: planColumns(catalog, access, object, fields) }
}

/** The part of a request that says which records. */
const rowsOf = ({ filter, search, sort }: ExportRequest): RecordQuery => ({
  ...(filter === undefined ? {} : { filter }),
  ...(search === undefined ? {} : { search }),
  ...(sort === undefined ? {} : { sort }),
})

function readingOf(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  { rows, shown }: ExportAccess,
  db: Queryable,
): Reading {
  return {
    db,
    access: rows,
    shown,
    // One clock for all pages.
    runtime: { ...runtimeValues(context, catalog, actor) },
    largest: pageSize,
    // What is filled meanwhile is not so at the moment that is read.
    filledSearches: new Set(context.filledSearches),
  }
}

/** The first page, and how many records there are in all. */
async function find(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  request: ExportRequest,
  { object, columns }: Planned,
  reading: Reading,
): Promise<FoundRecords> {
  const query = { ...rowsOf(request), fields: columns.map(({ path }) => path), limit: pageSize }
  const read = (more: RecordQuery): Promise<RecordPage> =>
    readPage(context, catalog, actor, object.key, { ...query, ...more }, reading)
  const columnsOfFile = writableColumns(catalog, columns, actor.locale)
  const first = await read({ count: 'exact' })
  return {
    object: { id: object.id, key: object.key, label: localize(object.label, actor.locale) },
    columns: columnsOfFile,
    count: first.count ?? 0,
    day: reading.runtime.today,
    first,
    next: (after) => read({ after }),
  }
}
