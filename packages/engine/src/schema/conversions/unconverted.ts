import type { Catalog, CatalogField, CatalogObject, PhysicalName } from '../../catalog/catalog.js'
import { qualified, quoteIdentifier } from '../../storage/identifiers.js'
import type { Queryable } from '../../storage/statement.js'
import { schemaOf } from '../../storage/workspace-tables.js'

/** Where it is written which records have a value that could not be converted. */
export function unconvertedTable({ workspace }: Catalog): string {
  return qualified(schemaOf(workspace.key), 'unconverted')
}

/** What `revision` says of values that a job converts before there is a revision. */
export const convertingRevision = 0

/** A live record whose field is blank and whose parked value waits. */
export interface Unconverted {
  readonly id: string
  readonly version: number
  /** As the driver gives the parked column. */
  readonly held: unknown
}

const isBlank = (field: CatalogField): string => {
  const column = `r.${quoteIdentifier(field.column ?? '')}`
  return field.definition.emptyValue === false ? `NOT ${column}` : `${column} IS NULL`
}

/** What of one parked column still waits, in the order of record ids. A record whose field was filled in meanwhile is done with. */
export async function readUnconverted(
  db: Queryable,
  catalog: Catalog,
  object: CatalogObject,
  field: CatalogField,
  parked: { readonly column: PhysicalName; readonly revision: number },
  { after, limit }: { readonly after?: string | undefined; readonly limit?: number },
): Promise<Unconverted[]> {
  const { rows } = await db.query<Unconverted & Record<string, unknown>>(
    `SELECT r."id", r."version", r.${quoteIdentifier(parked.column.name)} AS held
     FROM ${unconvertedTable(catalog)} AS u JOIN ${object.table} AS r ON r."id" = u.record_id
     WHERE u.object_id = $1 AND u.field_id = $2 AND u.revision = $3 AND r."deleted_at" IS NULL AND ${isBlank(field)}
       AND ($4::uuid IS NULL OR r."id" > $4) ORDER BY r."id" LIMIT $5`,
    [object.id, field.id, parked.revision, after ?? null, limit ?? null],
  )
  return rows
}

/** How many values of a field wait, by the revision that left them behind; those of a job still at work have none yet. */
export async function countUnconverted(
  db: Queryable,
  catalog: Catalog,
  object: CatalogObject,
  field: CatalogField,
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ revision: number; n: number }>(
    `SELECT u.revision, count(*)::int AS n FROM ${unconvertedTable(catalog)} AS u JOIN ${object.table} AS r ON r."id" = u.record_id
     WHERE u.object_id = $1 AND u.field_id = $2 AND u.revision > ${convertingRevision} AND r."deleted_at" IS NULL AND ${isBlank(field)}
     GROUP BY u.revision`,
    [object.id, field.id],
  )
  return new Map(rows.map(({ revision, n }) => [revision, n]))
}
