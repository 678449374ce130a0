import { qualified } from '../storage/identifiers.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { dayIn } from '../engine-context.js'
import type { Draft } from './draft.js'
import type { WriteSession } from './write-session.js'

/** True when new records of the object take numbers: their counters are rows that a transaction must hold. */
export const hasAutoNumbers = (object: CatalogObject): boolean => autoNumberFields(object).length > 0

function autoNumberFields(object: CatalogObject): CatalogField[] {
  return object.fields.filter((field) => field.definition.kind === 'autoNumber').sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * Numbers the new records in request order, without gaps: the counter row is locked until the transaction ends, so a
 * rolled-back record gives its number back. Counters are taken in field order, hence no deadlock between two writers.
 */
export async function assignNumbers(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  const created = drafts.filter((draft) => draft.op === 'create')
  if (created.length === 0) return
  const { workspace } = session.catalog
  const day = dayIn(workspace.timeZone, new Date(session.runtime.now))
  for (const field of autoNumberFields(object)) {
    const { options } = field.context
    const numbering = field.server.numbering
    if (numbering === undefined) throw new Error(`${field.type} cannot count`)
    const { rows } = await session.db.query<{ value: string }>(
      `INSERT INTO ${qualified(workspace.schema, 'counters')} AS c (field_id, period, value) VALUES ($1, $2, $3)
       ON CONFLICT (field_id, period) DO UPDATE SET value = c.value + EXCLUDED.value RETURNING value`,
      [`${object.id}/${field.id}`, numbering.period(options, day), created.length],
    )
    const last = Number(rows[0]?.value ?? created.length)
    created.forEach((draft, index) =>
      draft.after.set(field.id, numbering.format(options, day, last - created.length + index + 1)),
    )
  }
}
