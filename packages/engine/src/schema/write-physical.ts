import type { PoolClient } from 'pg'
import { objectBodies } from '../catalog/object-body.js'
import { qualified } from '../storage/identifiers.js'
import type { Backfill } from './backfills.js'
import type { PreparedChange } from './prepared-change.js'

/** Records which generated name belongs to which part, what is hidden since when, and what options were called. */
export async function writePhysical(client: PoolClient, prepared: PreparedChange, at: Date): Promise<void> {
  const { next, parts, backfills, later, removedOptions } = prepared
  const table = qualified(next.workspace.schema, 'physical')
  const namesOf = (act: string): string[] => parts.flatMap((change) => (change.act === act ? [change.part.name] : []))
  await client.query(`DELETE FROM ${table} WHERE name = ANY($1)`, [namesOf('drop')])
  await client.query(`UPDATE ${table} SET hidden_at = $2 WHERE name = ANY($1)`, [namesOf('hide'), at])
  await client.query(`UPDATE ${table} SET hidden_at = NULL WHERE name = ANY($1)`, [namesOf('restore')])
  // What is parked makes room for what is adopted: a part has one live name.
  for (const [act, hiddenAt] of [
    ['park', at],
    ['adopt', null],
  ] as const) {
    const moved = parts.flatMap((change) => (change.act === act ? [change.part] : []))
    await client.query(
      `UPDATE ${table} AS t SET part_id = p->>'partId', definition = p->'definition', hidden_at = $2
       FROM jsonb_array_elements($1::jsonb) AS p WHERE t.name = p->>'name'`,
      [JSON.stringify(moved), hiddenAt],
    )
  }
  const columnsOf = (fills: readonly Backfill[]): string[] =>
    fills.map(({ objectId, fieldId }) => `${objectId}/${fieldId}`)
  const created = parts.flatMap(({ act, part }) => {
    if (act !== 'create') return []
    const building = later.indexes.has(part.name) ? { building: true } : {}
    return [{ ...part, definition: { ...part.definition, ...building } }]
  })
  await client.query(
    `INSERT INTO ${table} (object_id, part_id, kind, name, definition)
     SELECT p->>'objectId', p->>'partId', p->>'kind', p->>'name', p->'definition' FROM jsonb_array_elements($1::jsonb) AS p`,
    [JSON.stringify(created)],
  )
  await client.query(
    `UPDATE ${table} SET definition = definition || '{"recalculating": true}'
     WHERE kind IN ('column', 'search') AND object_id || '/' || part_id = ANY($1)`,
    [columnsOf([...later.backfills])],
  )
  await client.query(
    `UPDATE ${table} SET definition = definition - 'recalculating'
     WHERE kind IN ('column', 'search') AND object_id || '/' || part_id = ANY($1)`,
    [columnsOf(backfills.filter((fill) => !later.backfills.has(fill)))],
  )
  await client.query(
    `INSERT INTO ${table} (object_id, part_id, kind, name, definition, hidden_at)
     SELECT o->>'objectId', (o->>'fieldId') || '/' || (o->>'id'), 'option',
       'option ' || (o->>'objectId') || '/' || (o->>'fieldId') || '/' || (o->>'id'), jsonb_build_object('key', o->>'key'), $2
     FROM jsonb_array_elements($1::jsonb) AS o
     ON CONFLICT (object_id, part_id, kind) DO UPDATE SET definition = EXCLUDED.definition, hidden_at = EXCLUDED.hidden_at`,
    [JSON.stringify(removedOptions), at],
  )
  await client.query(`DELETE FROM ${table} WHERE kind = 'option' AND object_id || '/' || part_id = ANY($1)`, [
    liveOptions(prepared),
  ])
}

/** Options that fields of changed objects have now: a restored one is no longer among the removed. */
function liveOptions({ documents }: PreparedChange): string[] {
  return objectBodies(documents.flatMap(({ after }) => after ?? [])).flatMap((body) =>
    body.fields.flatMap((field) => {
      const options = Array.isArray(field.options) ? (field.options as readonly { id: string }[]) : []
      return options.map((option) => `${body.id}/${field.id}/${option.id}`)
    }),
  )
}
