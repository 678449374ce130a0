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

/** These records with what they hold, also where that is nothing. */
export async function readValuesOf(
  db: Queryable,
  table: string,
  fields: readonly CatalogField[],
  ids: readonly string[],
): Promise<HeldValues[]> {
  const { rows } = await db.query<HeldRow>(
    `SELECT r."id", ${selected(fields)} FROM ${table} AS r WHERE r."id" = ANY($1::uuid[]) ORDER BY r."id"`,
    [ids],
  )
  return rows.map((row) => toValues(fields, row))
}

/** The records of a table that hold a value in any of these columns, a batch at a time. */
export async function* valueBatches(
  db: Queryable,
  table: string,
  fields: readonly CatalogField[],
  limit: number,
): AsyncIterable<HeldValues[]> {
  for (let after: string | undefined; ;) {
    const rows = await readValues(db, table, fields, { after, limit, withBin: true })
    if (rows.length > 0) yield rows
    if (rows.length < limit) return
    after = rows.at(-1)?.id
  }
}

/** The next records, in the order of ids, that hold a value in any of these columns. */
export async function readValues(
  db: Queryable,
  table: string,
  fields: readonly CatalogField[],
  { after, limit, withBin }: ReadValuesOptions,
): Promise<HeldValues[]> {
  const { rows } = await db.query<HeldRow>(
    `SELECT r."id", ${selected(fields)} FROM ${table} AS r
     WHERE (${fields.map((field) => `${columnOfRow(field)} IS NOT NULL`).join(' OR ')})
       AND ($1::uuid IS NULL OR r."id" > $1)${withBin ? '' : ' AND r."deleted_at" IS NULL'} ORDER BY r."id" LIMIT $2`,
    [after ?? null, limit ?? null],
  )
  return rows.map((row) => toValues(fields, row))
}

type HeldRow = Record<string, unknown> & { readonly id: string }

const columnOfRow = (field: CatalogField): string => `r.${quoteIdentifier(field.column ?? '')}`

const selected = (fields: readonly CatalogField[]): string =>
  fields.map((field, at) => `${columnOfRow(field)} AS v${at}`).join(', ')

const toValues = (fields: readonly CatalogField[], row: HeldRow): HeldValues => ({
  id: row.id,
  values: fields.map((field, at) => field.server.fromDatabase(row[`v${at}`], field.context)),
})
