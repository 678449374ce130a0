import { readAggregate } from './aggregate/read-aggregate.js'
import { compileAccess } from '../access/compile-access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor, RecordAnswer, Records } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { readHistory } from './read-history.js'
import { readPage } from './read-page.js'
import { readBack, readRecord } from './read-record.js'
import { readRecordSchema } from './read-record-schema.js'
import { readWriteSchema } from './read-write-schema.js'
import { visibleObject } from './visible-object.js'

/**
 * The read path. Everything is compiled once per (catalog, access, shape) into SQL that goes through the reader's rules on
 * every hop and gives JSON, and asks at which revision it ran.
 *
 * - one record: `read-record` · a page: `read-page`, `page-statement` (filter, search, order, cursor) · groups: `aggregate/`
 * - what is read: `selection` → `record-json` · in which order: `sort-order` → `keyset` · history: `read-history`
 * - statements by key are named; pages, counts and aggregates are not, so that PostgreSQL plans with their values.
 */
export interface Reader extends Pick<Records, 'query' | 'get' | 'aggregate' | 'schema' | 'recordSchema' | 'history'> {
  /**
   * A record its writer has just saved, as the writer may see it; `{id}` alone when that is not at all.
   * Errors: StaleCatalog, so call it inside `context.catalogs.with`.
   */
  readBack(actor: Actor, catalog: Catalog, object: string, id: string): Promise<RecordAnswer>
}

export function createReader(context: EngineContext): Reader {
  const withCatalog = <T>(actor: Actor, read: (catalog: Catalog) => Promise<T>): Promise<T> =>
    context.catalogs.with(actor.workspace, read)
  const withCurrent = <T>(actor: Actor, read: (catalog: Catalog) => T): Promise<T> =>
    context.catalogs.withCurrent(actor.workspace, (catalog) => Promise.resolve(read(catalog)))
  return {
    query: (actor, object, query) => withCatalog(actor, (catalog) => readPage(context, catalog, actor, object, query)),
    get: (actor, object, id, query) =>
      withCatalog(actor, (catalog) => readRecord(context, catalog, actor, object, id, query?.fields)),
    aggregate: (actor, object, query) =>
      withCatalog(actor, (catalog) => readAggregate(context, catalog, actor, object, query)),
    schema: (actor, object) =>
      withCurrent(actor, (catalog) => {
        const access = compileAccess(catalog, actor)
        return readWriteSchema(catalog, visibleObject(catalog, access, object), access, actor)
      }),
    recordSchema: (actor, object) =>
      withCurrent(actor, (catalog) => {
        const access = compileAccess(catalog, actor)
        return readRecordSchema(catalog, visibleObject(catalog, access, object), access, actor)
      }),
    history: (actor, object, id, query) =>
      withCatalog(actor, (catalog) => readHistory(context, catalog, actor, object, id, query)),
    readBack: (actor, catalog, object, id) => readBack(context, catalog, actor, object, id),
  }
}
