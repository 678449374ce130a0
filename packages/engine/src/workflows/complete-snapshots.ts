import type { Expression } from '@tessera/formula'
import { definerAccess } from '../access/access.js'
import type { RunSnapshot } from '../automation-contract.js'
import { fieldById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
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

/** The system fields with a column that expressions start at; formulas of the object are followed. */
function systemFieldsRead(object: CatalogObject, expressions: readonly Expression[]): readonly CatalogField[] {
  const found = new Set<CatalogField>()
  const follow = ({ paths }: Expression): void => {
    for (const [step] of paths) {
      if (step === undefined) continue
      const field = fieldById(object, step.field)
      if (field.formula !== undefined) follow(field.formula)
      else if (field.system && field.key !== 'owner') found.add(field)
    }
  }
  expressions.forEach(follow)
  return [...found]
}
