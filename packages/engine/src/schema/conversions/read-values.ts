import type { WireValue } from '@tessera/formula'
import type { CatalogField } from '../../catalog/catalog.js'
import { quoteIdentifier } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'

/** A record with its value of each field asked for, in the order of the fields. */
export interface HeldValues {
  readonly id: string
  readonly values: readonly WireValue[]
}

export interface ReadValuesOptions {
  /** Only records behind this id. */
  readonly after?: string | undefined
  readonly limit?: number
  /** Records in the bin too. */
  readonly withBin: boolean
}

/** The next records, in the order of ids, that hold a value in any of these columns. */
export async function readValues(
  db: Queryable,
  table: string,
  fields: readonly CatalogField[],
  { after, limit, withBin }: ReadValuesOptions,
): Promise<HeldValues[]> {
  const columns = fields.map((field) => `r.${quoteIdentifier(field.column ?? '')}`)
  const { rows } = await db.query<Record<string, unknown> & { id: string }>(
    `SELECT r."id", ${columns.map((column, at) => `${column} AS v${at}`).join(', ')} FROM ${table} AS r
     WHERE (${columns.map((column) => `${column} IS NOT NULL`).join(' OR ')})
       AND ($1::uuid IS NULL OR r."id" > $1)${withBin ? '' : ' AND r."deleted_at" IS NULL'} ORDER BY r."id" LIMIT $2`,
    [after ?? null, limit ?? null],
  )
  return rows.map((row) => ({
    id: row.id,
    values: fields.map((field, at) => field.server.fromDatabase(row[`v${at}`], field.context)),
  }))
}
