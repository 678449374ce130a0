import type { EngineContext } from '../engine-context.js'
import { loadState } from '../catalog/load-catalog.js'
import type { PhysicalName } from '../catalog/catalog.js'
import { compileCatalog } from '../catalog/compile-catalog.js'
import { systemColumns } from '../catalog/system-fields.js'
import type { Queryable } from '../storage/statement.js'
import { workspaceTables } from '../storage/workspace-tables.js'
import { linkColumns } from './ddl.js'
import { partChanges } from './part-changes.js'
import type { BuiltColumn, BuiltIndex } from './physical-part.js'
import { wantedParts } from './wanted-parts.js'

/**
 * Compares what the documents want with what PostgreSQL has: tables, columns with their types, indexes that are valid,
 * and nothing that belongs to nobody. An empty list means they agree; every line says what differs.
 *
 * Hidden tables and columns must still be there. Parts that a job still works on are left out.
 */
export async function reconcile(
  context: Pick<EngineContext, 'pool' | 'fieldTypes'>,
  workspace: string,
): Promise<string[]> {
  const client = await context.pool.connect()
  try {
    // One snapshot for documents and system tables: a publish between two reads is no drift.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const state = await loadState(client, workspace)
    const { catalog, problems } = compileCatalog({ ...state, fieldTypes: context.fieldTypes })
    const built = await readBuilt(client, state.workspace.schema)
    await client.query('COMMIT')
    return [
      ...problems.map(({ documentId, pointer, code }) => `${code} at ${documentId}${pointer}`),
      ...partChanges(wantedParts(catalog), state.physical).map(
        ({ act, part }) => `documents want ${act} of ${part.kind} ${part.name}`,
      ),
      ...state.physical.flatMap((part) => driftOf(part, state.physical, built)),
      ...strangers(state.physical, built),
    ]
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** What the system tables say about one schema. */
interface Built {
  /** Columns by table: name → type, nullability. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, { type: string; notNull: boolean }>>
  /** Conditions on rows, by name: the table of each. */
  readonly checks: ReadonlyMap<string, string>
  /** By name. */
  readonly indexes: ReadonlyMap<string, { valid: boolean; unique: boolean; primary: boolean; table: string }>
}

async function readBuilt(db: Queryable, schema: string): Promise<Built> {
  const columns = await db.query<{ table: string; name: string; type: string; notNull: boolean }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "notNull"
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND c.relkind = 'r'`,
    [schema],
  )
  const indexes = await db.query<{ name: string; table: string; valid: boolean; unique: boolean; primary: boolean }>(
    `SELECT c.relname AS name, t.relname AS table, i.indisvalid AS valid, i.indisunique AS unique, i.indisprimary AS primary
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)`,
    [schema],
  )
  const tables = new Map<string, Map<string, { type: string; notNull: boolean }>>()
  for (const { table, name, type, notNull } of columns.rows) {
    const known = tables.get(table) ?? new Map<string, { type: string; notNull: boolean }>()
    tables.set(table, known.set(name, { type: shortType(type), notNull }))
  }
  const checks = await db.query<{ name: string; table: string }>(
    `SELECT k.conname AS name, t.relname AS table FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
     WHERE k.connamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND k.contype = 'c'`,
    [schema],
  )
  return {
    tables,
    checks: new Map(checks.rows.map(({ name, table }) => [name, table])),
    indexes: new Map(indexes.rows.map((row) => [row.name, row])),
  }
}

/** PostgreSQL's own names of the types we write in short. */
const shortType = (type: string): string =>
  type
    .replace(/^timestamp\((\d)\) with time zone$/, 'timestamptz($1)')
    .replace(/^time\((\d)\) without time zone$/, 'time($1)')

function driftOf(part: PhysicalName, physical: readonly PhysicalName[], built: Built): string[] {
  const table = physical.find(({ objectId, kind }) => kind === 'table' && objectId === part.objectId)?.name ?? ''
  if (part.kind === 'table' || part.kind === 'search')
    return built.tables.has(part.name) ? [] : [`table ${part.name} is missing`]
  if (part.kind === 'links') return driftOfLinks(part, built)
  if (part.kind === 'column') {
    const column = built.tables.get(table)?.get(part.name)
    const { type, notNull } = part.definition as unknown as BuiltColumn
    if (column === undefined) return [`column ${table}.${part.name} is missing`]
    const fits = column.type === type && column.notNull === notNull
    return fits ? [] : [`column ${table}.${part.name} is ${column.type}, wanted ${type}`]
  }
  if (part.kind === 'check') return built.checks.get(part.name) === table ? [] : [`check ${part.name} is missing`]
  if ((part.definition as unknown as BuiltIndex).building === true) return []
  const index = built.indexes.get(part.name)
  if (index === undefined) return [`index ${part.name} is missing`]
  if (!index.valid) return [`index ${part.name} is invalid`]
  const { on = table } = part.definition as unknown as BuiltIndex
  return index.unique === (part.kind === 'unique') && index.table === on ? [] : [`index ${part.name} is another one`]
}

function driftOfLinks({ name }: PhysicalName, built: Built): string[] {
  const columns = built.tables.get(name)
  if (columns === undefined) return [`table ${name} is missing`]
  return [...linkColumns].flatMap(([column, type]) =>
    columns.get(column)?.type === type ? [] : [`column ${name}.${column} is not ${type}`],
  )
}

/** Tables, columns and indexes that no document stands behind. */
function strangers(physical: readonly PhysicalName[], built: Built): string[] {
  const names = new Set(physical.map(({ name }) => name))
  const own = new Set<string>(workspaceTables)
  const beside = new Set(physical.flatMap(({ kind, name }) => (kind === 'search' || kind === 'links' ? [name] : [])))
  const system = new Set(systemColumns.map((definition) => definition.split(' ')[0]))
  return [
    ...[...built.tables].flatMap(([table, columns]) => {
      if (own.has(table) || beside.has(table)) return []
      if (!names.has(table)) return [`table ${table} belongs to nothing`]
      return [...columns.keys()]
        .filter((column) => !system.has(column) && !names.has(column))
        .map((column) => `column ${table}.${column} belongs to nothing`)
    }),
    ...[...built.indexes]
      .filter(([name, { primary, table }]) => !primary && !own.has(table) && !names.has(name))
      .map(([name]) => `index ${name} belongs to nothing`),
  ]
}
