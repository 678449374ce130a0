import type { Pool } from 'pg'

/** Where the planner put the bench's objects: the hand-written handlers use the very same tables and columns. */
export interface BenchTables {
  readonly account: string
  readonly accountName: string
  readonly opportunity: string
  /** Column by field key, system columns included. */
  readonly columns: Readonly<Record<string, string>>
}

/** Reads the physical names of the two objects. */
export async function findTables(pool: Pool): Promise<BenchTables> {
  const [account, opportunity] = await Promise.all([physicalOf(pool, 'account'), physicalOf(pool, 'opportunity')])
  return {
    account: account.table,
    accountName: account.columns.name ?? '',
    opportunity: opportunity.table,
    columns: opportunity.columns,
  }
}

/** Where an object is: its table, and its columns by field key. */
export async function physicalOf(
  pool: Pool,
  key: string,
): Promise<{ readonly table: string; readonly columns: Readonly<Record<string, string>> }> {
  const { rows } = await pool.query<{ body: { id: string; key: string; fields: { id: string; key: string }[] } }>(
    "SELECT body FROM ws_main.document_versions WHERE kind = 'object' AND until IS NULL",
  )
  const names = await pool.query<{ object_id: string; part_id: string; kind: string; name: string }>(
    "SELECT object_id, part_id, kind, name FROM ws_main.physical WHERE kind IN ('table', 'column') AND hidden_at IS NULL",
  )
  const physical = new Map(names.rows.map((row) => [`${row.object_id}/${row.part_id}/${row.kind}`, row.name]))
  const found = rows.find(({ body }) => body.key === key)?.body
  if (found === undefined) throw new Error(`no object ${key}`)
  return {
    table: `ws_main."${physical.get(`${found.id}//table`)}"`,
    columns: Object.fromEntries(
      found.fields.map((field) => [field.key, `"${physical.get(`${found.id}/${field.id}/column`)}"`]),
    ),
  }
}
