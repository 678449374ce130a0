import { systemColumns } from '../catalog/system-fields.js'
import { qualified, quoteIdentifier } from '../storage/identifiers.js'
import type { BuiltColumn, BuiltIndex, PartChange } from './physical-part.js'

/**
 * The statements that carry out changes of parts in one transaction; indexes named in `later` are left to a background
 * job. This file is the only place that writes DDL. Every name comes from `physical` and is quoted; types, defaults and
 * index columns are constants of field types. Statements are short: no default that rewrites, no constraint that scans.
 */
export function ddlOf(schema: string, changes: readonly PartChange[], later: ReadonlySet<string>): string[] {
  const newTables = new Set<string>()
  const statements: string[] = []
  for (const change of changes) {
    if (change.act === 'create' && change.part.kind === 'table') newTables.add(change.part.name)
  }
  for (const table of newTables) statements.push(createTable(schema, table, columnsOf(changes, table)))
  for (const change of changes) {
    const { act, part, tableName } = change
    if (act === 'drop') statements.push(dropPart(schema, change))
    if (act !== 'create' || part.kind === 'table' || later.has(part.name)) continue
    if (part.kind !== 'column') statements.push(createIndex(schema, change, false))
    else if (!newTables.has(tableName)) statements.push(addColumn(schema, change))
  }
  return statements
}

/** `CREATE [UNIQUE] INDEX … ON … (…)`; concurrently it must run outside a transaction. */
export function createIndex(schema: string, { part, tableName }: PartChange, concurrently: boolean): string {
  const { spec } = part.definition as unknown as BuiltIndex
  const unique = part.kind === 'unique' ? 'UNIQUE ' : ''
  return (
    `CREATE ${unique}INDEX ${concurrently ? 'CONCURRENTLY ' : ''}${quoteIdentifier(part.name)}` +
    ` ON ${qualified(schema, tableName)} ${spec}`
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

function addColumn(schema: string, { part, tableName }: PartChange): string {
  return `ALTER TABLE ${qualified(schema, tableName)} ADD COLUMN ${columnSql(part.name, part.definition as unknown as BuiltColumn)}`
}

function columnSql(name: string, { type, notNull, default: initial }: BuiltColumn): string {
  return [quoteIdentifier(name), type, notNull ? 'NOT NULL' : '', initial === undefined ? '' : `DEFAULT ${initial}`]
    .filter((word) => word !== '')
    .join(' ')
}

function dropPart(schema: string, { part, tableName }: PartChange): string {
  return part.kind === 'column'
    ? `ALTER TABLE ${qualified(schema, tableName)} DROP COLUMN ${quoteIdentifier(part.name)}`
    : `DROP INDEX IF EXISTS ${qualified(schema, part.name)}`
}
