import type { CountMode, RecordQuery } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { Actor, RecordPage } from '../contract.js'
import { runtimeValues } from '../engine-context.js'
import type { EngineContext } from '../engine-context.js'
import { execute } from '../storage/statement.js'
import type { Queryable, RuntimeValues, Slots, Statement } from '../storage/statement.js'
import { openCursor, sealCursor } from './cursor.js'
import type { CursorContent } from './cursor.js'
import { keySlots } from './keyset.js'
import type { KeyValues } from './keyset.js'
import { countStatement, pageStatement, sampleStatement } from './page-statement.js'
import type { PageShape } from './page-statement.js'
import { readRows } from './read-statement.js'
import type { Revised } from './read-statement.js'
import { invalidParameter } from './refuse-query.js'
import { inForms, planSearch } from './planned-search.js'
import type { PlannedSearch } from './planned-search.js'
import { formsOf } from './search-sample.js'
import type { SampleRow } from './search-sample.js'
import { searchWords } from './search-words.js'
import { isSearchFilled } from './search-filled.js'
import { ShapeCache } from './shape-cache.js'
import { visibleObject } from './visible-object.js'

const defaultLimit = 50
const largestLimit = 500
const countModes: readonly CountMode[] = ['none', 'estimate', 'exact']

interface PageRow extends Revised {
  readonly found: number
  readonly records: string | null
  readonly cursor: string | null
}

/** How a page is read, where that is not by an actor's own rights on any connection. */
export interface Reading {
  readonly db: Queryable
  /** Finds the rows. */
  readonly access: Access
  /** Shows them. */
  readonly shown: Access
  readonly runtime: RuntimeValues
  /** Largest `limit`. */
  readonly largest: number
  /** Search tables that are known to be filled. */
  readonly filledSearches: Set<string>
}

const pages = new ShapeCache<Statement>()
const counts = new ShapeCache<Statement>()
const samples = new ShapeCache<Statement>()

/**
 * Reads one page with one statement, and counts with a second one only when it is asked to and the page itself does not
 * tell. Errors: record.unknown_object, request.bad_filter, request.bad_sort, request.bad_fields, request.bad_cursor,
 * request.invalid_parameter.
 */
export async function readPage(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  query: RecordQuery,
  reading: Reading = readingOf(context, catalog, actor),
): Promise<RecordPage> {
  const { access, shown } = reading
  const object = visibleObject(catalog, access, key)
  const limit = limitOf(query.limit, reading.largest)
  const count = countOf(query.count)
  const words = query.search === undefined ? undefined : searchWords(query.search)
  const search =
    words === undefined ? undefined : planSearch(object, access, words, await isFilled(reading, catalog, object))
  const question = JSON.stringify([
    actor.workspace,
    catalog.revision,
    actor.id,
    object.id,
    query.filter ?? '',
    query.search ?? '',
    query.sort ?? [],
    ...(search?.ranked === true ? ['ranked'] : []),
  ])
  const after = query.after === undefined ? undefined : startOf(openCursor(context.secret, question, query.after))
  const asked: PageShape = {
    fields: query.fields,
    filter: query.filter,
    sort: query.sort,
    search,
    after: after?.values,
  }
  const runtime = withDay(reading.runtime, after)
  const shape = { ...asked, search: await inBestForms(reading, catalog, object, asked, runtime) }
  const statement = pages.get(catalog, access, shapeKey(object, shape), () =>
    pageStatement(catalog, object, access, shape, shown),
  )
  const slots = { limit, ...search?.slots, ...keySlots(after?.values ?? []) }
  const [row] = await readRows<PageRow>(reading.db, catalog, statement, runtime, slots)
  const { found, records, cursor } = row ?? { found: 0, records: null, cursor: null }
  const page: RecordPage = {
    recordsJson: `[${records ?? ''}]`,
    next:
      found > limit && cursor !== null
        ? sealCursor(context.secret, question, [runtime.today, ...(JSON.parse(cursor) as KeyValues)])
        : null,
  }
  if (count === 'none') return page
  if (after === undefined && page.next === null) return { ...page, count: found, countIsEstimate: false }
  return { ...page, ...(await countRecords(reading, catalog, object, shape, count, runtime, slots)) }
}

function readingOf(context: EngineContext, catalog: Catalog, actor: Actor): Reading {
  const access = compileAccess(catalog, actor)
  const { pool, filledSearches } = context
  const runtime = runtimeValues(context, catalog, actor)
  return { db: pool, access, shown: access, runtime, largest: largestLimit, filledSearches }
}

const isFilled = ({ db, filledSearches }: Reading, catalog: Catalog, object: CatalogObject): Promise<boolean> =>
  isSearchFilled(db, filledSearches, catalog, object)

/** A search in the forms that its words ask for: with one statement more, since nobody else knows how frequent they are. */
async function inBestForms(
  { db, access }: Reading,
  catalog: Catalog,
  object: CatalogObject,
  asked: PageShape,
  runtime: RuntimeValues,
): Promise<PlannedSearch | undefined> {
  const { search } = asked
  if (search?.plans === undefined) return search
  const planned = asked.sort === undefined ? search : { ...search, ranked: false }
  const statement = samples.get(catalog, access, shapeKey(object, { ...asked, search: planned }), () =>
    sampleStatement(catalog, object, access, asked, planned),
  )
  const [row] = await readRows<SampleRow & Revised>(db, catalog, statement, runtime, planned.slots)
  return row === undefined ? planned : inForms(planned, formsOf(planned, row, asked.sort !== undefined))
}

function shapeKey(object: CatalogObject, { fields, filter, sort, search, after }: PageShape): string {
  return JSON.stringify([object.id, fields, filter, sort, search?.key, after?.map((value) => value === null)])
}

/** Where a page starts: the key values of the record before it, and the day the first page was read on. */
interface PageStart {
  readonly today: string
  readonly values: KeyValues
}

function startOf([today, ...values]: CursorContent): PageStart {
  return { today: today ?? '', values }
}

/** `TODAY()` stays the same while a list is paged. */
const withDay = (runtime: RuntimeValues, after: PageStart | undefined): RuntimeValues =>
  after === undefined ? runtime : { ...runtime, today: after.today }

function limitOf(limit: number | undefined, largest: number): number {
  if (limit === undefined) return defaultLimit
  if (!Number.isInteger(limit) || limit < 1 || limit > largest) throw invalidParameter('limit', `1–${largest}`)
  return limit
}

function countOf(count: CountMode | undefined): CountMode {
  if (count === undefined) return 'none'
  if (!countModes.includes(count)) throw invalidParameter('count', countModes.join(', '))
  return count
}

async function countRecords(
  { db, access }: Reading,
  catalog: Catalog,
  object: CatalogObject,
  shape: PageShape,
  how: 'exact' | 'estimate',
  runtime: RuntimeValues,
  slots: Slots,
): Promise<{ count: number; countIsEstimate: boolean }> {
  const whole: PageShape = { ...shape, fields: undefined, sort: undefined, after: undefined }
  const key = `${how} ${shapeKey(object, whole)}`
  const statement = counts.get(catalog, access, key, () => countStatement(catalog, object, access, whole, how))
  if (how === 'exact') {
    const [row] = await readRows<Revised & { count: string }>(db, catalog, statement, runtime, slots)
    return { count: Number(row?.count ?? 0), countIsEstimate: false }
  }
  const { rows } = await execute<ExplainRow>(db, statement, runtime, slots)
  return { count: rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0, countIsEstimate: true }
}

/** What EXPLAIN (FORMAT JSON) gives; node-postgres parses the column. */
interface ExplainRow {
  readonly 'QUERY PLAN': readonly { readonly Plan: { readonly 'Plan Rows': number } }[]
}
