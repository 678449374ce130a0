import type { Pool } from 'pg'

/** Where the planner put an object: qualified and quoted names, columns by field key. */
export interface PhysicalNames {
  readonly table: string
  readonly columns: Readonly<Record<string, string>>
}

/** Reads the physical names of a live object of the workspace `main`. */
export async function physicalNames(pool: Pool, key: string): Promise<PhysicalNames> {
  const { rows } = await pool.query<{ kind: string; name: string; field: string | null }>(
    `SELECT p.kind, p.name, f->>'key' AS field FROM ws_main.document_versions AS d
     JOIN ws_main.physical AS p ON p.object_id = d.document_id AND p.kind IN ('table', 'column') AND p.hidden_at IS NULL
     LEFT JOIN LATERAL jsonb_array_elements(d.body->'fields') AS f ON f->>'id' = p.part_id
     WHERE d.kind = 'object' AND d.key = $1 AND d.until IS NULL`,
    [key],
  )
  const table = rows.find(({ kind }) => kind === 'table')
  if (table === undefined) throw new Error(`no object ${key}`)
  const columns = rows.flatMap(({ kind, name, field }) =>
    kind === 'column' && field !== null ? [[field, `"${name}"`]] : [],
  )
  return { table: `ws_main."${table.name}"`, columns: Object.fromEntries(columns) as Record<string, string> }
}
