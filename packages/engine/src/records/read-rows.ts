import type { WireValue } from '@tessera/formula'
import type { ClientBase, Pool } from 'pg'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { systemColumnsRead } from '../catalog/system-reads.js'
import { plainJson } from '../sql/json-value.js'
import { execute, join, raw, slot, toNamedStatement } from '../storage/statement.js'
import type { RuntimeValues, Statement } from '../storage/statement.js'
import { holdsColumn } from '../access/holds-column.js'
import { StaleCatalog } from '../catalog/catalog-cache.js'
import { isOtherOrganisation, organisationColumn } from '../query/read-statement.js'
import type { Values } from './draft.js'
import { readLinks } from './read-links.js'
import { columnOf, storedFields } from './stored-fields.js'

/** A row as the pipeline works on it. */
export interface StoredRow {
  readonly id: string
  readonly version: number
  readonly deleted: boolean
  /** What holds for it; see `Access.verdict`. */
  readonly holds: readonly boolean[]
  /** `id` and `version` too: expressions may ask for them. */
  readonly values: Values
}

/** `row_to_json(ROW(…))`: f1, f2, … (json_build_array would stop at 100 values). */
export type RowJson = Readonly<Record<string, WireValue>>

/** How rows are locked while they are read: not at all, against writers, or for the bin (decisions, section 1). */
export type RowLock = 'none' | 'change' | 'bin'

export interface RowOptions {
  readonly lock: RowLock
  /** Those in the bin too. */
  readonly deleted: boolean
  /** Fields with a column; when absent those the pipeline works with: stored values, and system columns that expressions ask for. */
  readonly fields?: readonly CatalogField[]
}

const lockSql: Readonly<Record<RowLock, string>> = {
  none: '',
  change: ' FOR NO KEY UPDATE OF t',
  bin: ' FOR UPDATE OF t',
}

/**
 * Reads rows by id through the row rule of `access`, in id order, locked as asked. Rows in the bin are included only
 * with `bin`. Ids without a row are missing from the answer: the caller says "not found".
 */
export async function readRows(
  db: Pool | ClientBase,
  catalog: Catalog,
  object: CatalogObject,
  access: Access,
  ids: readonly string[],
  options: RowOptions,
  runtime: RuntimeValues,
): Promise<Map<string, StoredRow>> {
  const statement = rowsStatement(catalog, object, access, options)
  const { rows } = await execute<RowRead>(db, statement, runtime, { ids })
  // Who is under whom may have changed since the catalog was loaded.
  if (rows.some(({ organisation }) => isOtherOrganisation(catalog, organisation))) throw new StaleCatalog()
  const judged = rows.map((row) => ({ ...row, holds: holdsFor(access, object, runtime, row) }))
  const visible = judged.filter(({ holds }) => access.isWhole || access.verdict(object, holds).may('read'))
  const fields = fieldsToRead(catalog, object, options)
  // In a statement of its own: its snapshot sees what the lock waited for.
  const linked = options.fields === undefined ? await readLinks(db, catalog, object, [...visible], runtime) : undefined
  return new Map(
    visible.map(({ id, version, deleted, holds, v }) => {
      const values: Values = new Map(fields.map((field, index) => [field.id, v[`f${index + 1}`] ?? null]))
      for (const [field, ids] of linked?.get(id) ?? []) values.set(field, ids)
      values.set('id', id).set('version', version)
      return [id, { id, version, deleted, holds: holds ?? [], values }]
    }),
  )
}

/** Every condition of the access: what the owner tells is found here, everything else has been asked with the row. */
function holdsFor(
  access: Access,
  object: CatalogObject,
  runtime: RuntimeValues,
  { holds = [], owner = null }: Pick<RowRead, 'holds' | 'owner'>,
): readonly boolean[] {
  let asked = 0
  return access
    .conditions(object)
    .map(({ owners }) => (owners === undefined ? holds[asked++] === true : runtime.reaches(owners, owner)))
}

interface RowRead {
  readonly id: string
  readonly version: number
  readonly deleted: boolean
  readonly organisation?: number
  readonly holds?: readonly boolean[]
  readonly owner?: string | null
  readonly v: RowJson
}

function fieldsToRead(catalog: Catalog, object: CatalogObject, { fields }: RowOptions): readonly CatalogField[] {
  if (fields !== undefined) return fields
  const more = systemColumnsRead(catalog, object)
  return more.length === 0 ? storedFields(object) : [...storedFields(object), ...more]
}

const statements = new WeakMap<CatalogObject, Map<string, Statement>>()

function rowsStatement(catalog: Catalog, object: CatalogObject, access: Access, options: RowOptions): Statement {
  // Without a lock the row is judged here; with one, rows that nobody may see are never held.
  const isTold = options.lock === 'none' && access.conditions(object).length > 0
  const rule = access.rowRule(object, 't')
  const more = options.fields ?? systemColumnsRead(catalog, object)
  const names = `${options.fields === undefined ? '+' : ''}${more.map(({ id }) => id).join()}`
  const tellsApart = access.conditions(object).map(({ key }) => key)
  const asked = access.conditions(object).filter(({ owners }) => owners === undefined)
  // Two scopes by owner have the same text and differ in what is bound.
  const bound = JSON.stringify(rule.bindings)
  const key = `${options.lock}/${options.deleted}/${names}/${rule.sql}/${bound}/${tellsApart.join()}`
  const known = statements.get(object) ?? new Map<string, Statement>()
  statements.set(object, known)
  let statement = known.get(key)
  if (statement === undefined) {
    const values = fieldsToRead(catalog, object, options).map((field) => plainJson(field, raw(`t.${columnOf(field)}`)))
    statement = toNamedStatement(
      join([
        'SELECT t.id, t.version, t.deleted_at IS NOT NULL AS deleted, row_to_json(ROW(',
        ...values.flatMap((value, index) => (index === 0 ? [value] : [', ', value])),
        ')) AS v',
        ...(tellsApart.length === 0
          ? []
          : [`, ${organisationColumn(catalog)}, `, 't."owner", ', holdsColumn(asked, 't')]),
        ` FROM ${object.table} AS t WHERE t.id = ANY(`,
        raw('?::uuid[]', [slot('ids') as never]),
        ') AND ',
        options.deleted ? 'true' : 't.deleted_at IS NULL',
        ' AND ',
        isTold ? 'true' : rule,
        ` ORDER BY t.id${lockSql[options.lock]}`,
      ]),
    )
    known.set(key, statement)
  }
  return statement
}
