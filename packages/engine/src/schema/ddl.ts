import { systemColumns } from '../catalog/system-fields.js'
import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import type { BuiltColumn, BuiltIndex, PartChange } from './physical-part.js'

/**
 * The statements that carry out changes of parts in one transaction; indexes named in `later` are left to a background
 * job. This file is the only place that writes DDL of objects. Every name comes from `physical` and is quoted; types, defaults and
 * index columns are constants of field types. Statements are short: no default that rewrites, no constraint that scans.
 */
export function ddlOf(schema: string, changes: readonly PartChange[], later: ReadonlySet<string>): string[] {
  const created = new Set(changes.filter(({ act }) => act === 'create').map(({ part }) => part.name))
  const done = changes.filter(({ act, part }) => (act === 'create' || act === 'drop') && !later.has(part.name))
  return done
    .map((change) => ({ change, rank: rankOf(change, created) }))
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ change }) => statementsOf(schema, change, changes, created))
}

/** What is no longer wanted first, then indexes over what is there, tables, columns, and indexes over what is new. */
function rankOf({ act, part, tableName }: PartChange, created: ReadonlySet<string>): number {
  if (part.kind === 'table' || part.kind === 'links' || (part.kind === 'search' && act !== 'drop')) return 2
  if (part.kind === 'column') return act === 'drop' ? 3 : 4
  if (act === 'drop') return 0
  const { spec, on } = part.definition as unknown as BuiltIndex
  const isNew =
    created.has(on ?? '') || created.has(tableName) || [...created].some((name) => spec.includes(quoteIdentifier(name)))
  return isNew ? 5 : 1
}

function statementsOf(
  schema: string,
  change: PartChange,
  changes: readonly PartChange[],
  created: ReadonlySet<string>,
): string[] {
  const { act, part, tableName } = change
  if (act === 'drop') return [dropPart(schema, change)]
  if (part.kind === 'table') return [createTable(schema, part.name, columnsOf(changes, part.name))]
  if (part.kind === 'search') return createSearchTable(schema, part.name)
  if (part.kind === 'links') return [createLinkTable(schema, part.name)]
  if (part.kind === 'check') return createCheck(schema, change, changes)
  if (part.kind !== 'column') return [createIndex(schema, change, false)]
  return created.has(tableName) ? [] : [addColumn(schema, change)]
}

/**
 * A condition that every row fulfils as it is: nothing is scanned for it. A column that comes back gives way to what was written
 * into the others since it was hidden.
 */
function createCheck(schema: string, { part, tableName }: PartChange, changes: readonly PartChange[]): string[] {
  const { spec } = part.definition as unknown as BuiltIndex
  const table = qualified(schema, tableName)
  const back = changes.filter(
    ({ act, part: { kind, name } }) => act === 'restore' && kind === 'column' && spec.includes(quoteIdentifier(name)),
  )
  return [
    ...back.map(({ part: { name } }) => {
      const column = quoteIdentifier(name)
      return `UPDATE ${table} SET ${column} = NULL WHERE ${column} IS NOT NULL AND NOT (${spec})`
    }),
    `ALTER TABLE ${table} ADD CONSTRAINT ${quoteIdentifier(part.name)} CHECK (${spec}) NOT VALID`,
  ]
}

/** `CREATE [UNIQUE] INDEX … ON … (…)`; concurrently it must run outside a transaction. */
export function createIndex(schema: string, { part, tableName }: PartChange, concurrently: boolean): string {
  const { spec, on = tableName } = part.definition as unknown as BuiltIndex
  const unique = part.kind === 'unique' ? 'UNIQUE ' : ''
  return (
    `CREATE ${unique}INDEX ${concurrently ? 'CONCURRENTLY ' : ''}${quoteIdentifier(part.name)}` +
    ` ON ${qualified(schema, on)} ${spec}`
  )
}

/**
 * The table beside an object's that search reads, a row per record. With more statistics than usual: whether a page is found sooner by
 * the index or by looking through the newest records is told by how frequent the pieces are, and they are many.
 */
function createSearchTable(schema: string, name: string): string[] {
  const table = qualified(schema, name)
  return [
    `CREATE TABLE ${table} ("id" uuid PRIMARY KEY, "text" text NOT NULL, "tokens" int4[] NOT NULL)`,
    `ALTER TABLE ${table} ALTER COLUMN "tokens" SET STATISTICS 1000`,
  ]
}

/** What columns a table of links has: the two records of a pair, and a number by which pairs are in the order they were made. */
export const linkColumns: ReadonlyMap<string, string> = new Map([
  ['source', 'uuid'],
  ['target', 'uuid'],
  ['n', 'bigint'],
])

function createLinkTable(schema: string, name: string): string {
  return (
    `CREATE TABLE ${qualified(schema, name)} ("source" uuid NOT NULL, "target" uuid NOT NULL, ` +
    '"n" bigint NOT NULL GENERATED ALWAYS AS IDENTITY, PRIMARY KEY ("source", "target"))'
  )
}

function createTable(schema: string, table: string, columns: readonly PartChange[]): string {
  const all = [
    ...systemColumns,
    ...columns.map(({ part }) => columnSql(part.name, part.definition as unknown as BuiltColumn)),
  ]
  return `CREATE TABLE ${qualified(schema, table)} (${all.join(', ')})`
}

function columnsOf(changes: readonly PartChange[], table: string): PartChange[] {
  return changes.filter(({ act, part, tableName }) => act === 'create' && part.kind === 'column' && tableName === table)
}

/** `ALTER TABLE … ADD COLUMN …`. */
export function addColumn(schema: string, { part, tableName }: PartChange): string {
  return `ALTER TABLE ${qualified(schema, tableName)} ADD COLUMN ${columnSql(part.name, part.definition as unknown as BuiltColumn)}`
}

function columnSql(name: string, { type, notNull, default: initial }: BuiltColumn): string {
  return [quoteIdentifier(name), type, notNull ? 'NOT NULL' : '', initial === undefined ? '' : `DEFAULT ${initial}`]
    .filter((word) => word !== '')
    .join(' ')
}

/** `ALTER TABLE … DROP COLUMN …`, `DROP INDEX …` or `DROP TABLE …` of a table beside an object's. */
export function dropPart(schema: string, { part, tableName }: PartChange): string {
  if (part.kind === 'table') return `DROP TABLE ${qualified(schema, tableName)}`
  if (part.kind === 'search' || part.kind === 'links') return `DROP TABLE IF EXISTS ${qualified(schema, part.name)}`
  if (part.kind === 'check')
    return `ALTER TABLE ${qualified(schema, tableName)} DROP CONSTRAINT IF EXISTS ${quoteIdentifier(part.name)}`
  return part.kind === 'column'
    ? `ALTER TABLE ${qualified(schema, tableName)} DROP COLUMN ${quoteIdentifier(part.name)}`
    : `DROP INDEX IF EXISTS ${qualified(schema, part.name)}`
}
