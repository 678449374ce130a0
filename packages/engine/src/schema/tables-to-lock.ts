import type { Catalog } from '../catalog/catalog.js'
import type { ObjectBody } from '../catalog/object-body.js'
import { qualified } from '../storage/identifiers.js'
import { tablesOfRollups } from './backfills.js'
import type { Backfill } from './backfills.js'
import { objectsWithOtherRules, writersChange } from './document-changes.js'
import type { DocumentChange } from './document-changes.js'
import type { PartChange } from './physical-part.js'

/** A table that a publish holds. */
export interface TableLock {
  readonly table: string
  /** Readers must wait too: its columns change. */
  readonly exclusive: boolean
}

/**
 * Tables that exist and whose writers must wait for the publish: those whose columns, indexes, checks, defaults or rules before
 * saving change, and all that feed a roll-up which changes, or a row that is being written would be missed for ever (decisions, section 3).
 *
 * In name order and at once with their final strength, as writers take theirs: who takes a second or a stronger lock later
 * waits for somebody who waits for the first.
 */
export function tablesToLock(
  now: Catalog,
  next: Catalog,
  documents: readonly DocumentChange[],
  parts: readonly PartChange[],
  backfills: readonly Backfill[],
  indexesLater: ReadonlySet<string>,
): TableLock[] {
  const touches = new Set(['create', 'drop', 'park', 'adopt'])
  const done = parts.filter(({ act, part }) => touches.has(act) && !indexesLater.has(part.name))
  const created = new Set(
    done.flatMap(({ act, part }) => (act === 'create' && part.kind === 'table' ? [part.name] : [])),
  )
  const isAltered = ({ act, part }: PartChange): boolean =>
    (part.kind === 'column' || part.kind === 'check') && (act === 'create' || act === 'drop')
  const altered = new Set(done.filter(isAltered).map(({ tableName }) => tableName))
  const changed = done.flatMap(({ part, tableName }) => (part.kind === 'table' ? [] : [tableName]))
  const fed = [...tablesOfRollups(now, backfills), ...tablesOfRollups(next, backfills)]
  const checked = documents.flatMap(({ before, after }) => {
    if (before?.kind !== 'object' || after === undefined) return []
    const changes = writersChange(before as unknown as ObjectBody, after as unknown as ObjectBody)
    return changes ? (now.objects.get(before.id)?.tableName ?? []) : []
  })
  const ruled = documents.flatMap((change) => objectsWithOtherRules(change))
  const saved = ruled.flatMap((id) => now.objects.get(id)?.tableName ?? [])
  return [...new Set([...changed, ...fed, ...checked, ...saved])]
    .filter((table) => table !== '' && !created.has(table))
    .sort()
    .map((table) => ({ table, exclusive: altered.has(table) }))
}

/** The locks as one statement list: one round trip, so that hardly anyone comes between two of them. */
export function lockSql(schema: string, locks: readonly TableLock[]): string {
  const modeOf = ({ exclusive }: TableLock): string => (exclusive ? 'ACCESS EXCLUSIVE' : 'SHARE ROW EXCLUSIVE')
  return locks.map((lock) => `LOCK TABLE ${qualified(schema, lock.table)} IN ${modeOf(lock)} MODE`).join('; ')
}
