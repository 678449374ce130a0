import type { Expression } from '@tessera/formula'
import { definerAccess } from '../access/access.js'
import type { RunSnapshot } from '../automation-contract.js'
import { systemFieldsRead } from '../catalog/system-reads.js'
import type { DraftWorld } from '../records/draft-world.js'
import { readRows } from '../records/read-rows.js'
import { keptValues } from './kept-values.js'

/**
 * Snapshots with the system fields that expressions read and the change did not tell (who created the record and when): read
 * now, in one statement, which is right for what never changes. Snapshots that lack nothing come back as they are.
 */
export async function completeSnapshots(
  { db, catalog, object, runtime }: Pick<DraftWorld, 'db' | 'catalog' | 'object' | 'runtime'>,
  snapshots: readonly RunSnapshot[],
  expressions: readonly Expression[],
): Promise<readonly RunSnapshot[]> {
  const wanted = systemFieldsRead(object, expressions)
  const lacks = ({ after }: RunSnapshot): boolean => after !== null && wanted.some(({ id }) => after[id] === undefined)
  const ids = new Set(snapshots.filter(lacks).map(({ after }) => String(after?.id)))
  if (ids.size === 0) return snapshots
  const options = { lock: 'none', deleted: true, fields: wanted } as const
  const rows = await readRows(db, catalog, object, definerAccess, [...ids], options, runtime)
  return snapshots.map((snapshot) => {
    const { before, after } = snapshot
    const row = rows.get(String(after?.id))
    if (row === undefined) return snapshot
    const read = keptValues(object, row.values, wanted)
    return { before: before === null ? null : { ...read, ...before }, after: { ...read, ...after } }
  })
}
