import type { Catalog } from '../catalog/catalog.js'
import { tablesOfRollups } from './backfills.js'
import type { Backfill } from './backfills.js'
import type { PartChange } from './physical-part.js'

/**
 * Tables that exist and whose writers must wait for the publish: those whose columns or indexes change, and all that feed a
 * roll-up which changes, or a row that is being written would be missed for ever (decisions, section 3). In name order,
 * so that two publishers never wait for each other in a circle.
 */
export function tablesToLock(
  now: Catalog,
  next: Catalog,
  parts: readonly PartChange[],
  backfills: readonly Backfill[],
  indexesLater: ReadonlySet<string>,
): string[] {
  const created = new Set(
    parts.flatMap(({ act, part }) => (act === 'create' && part.kind === 'table' ? [part.name] : [])),
  )
  const changed = parts.flatMap(({ act, part, tableName }) =>
    (act === 'create' || act === 'drop') && part.kind !== 'table' && !indexesLater.has(part.name) ? [tableName] : [],
  )
  const fed = [...tablesOfRollups(now, backfills), ...tablesOfRollups(next, backfills)]
  return [...new Set([...changed, ...fed])].filter((table) => table !== '' && !created.has(table)).sort()
}
