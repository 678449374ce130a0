import type { Catalog } from '../catalog/catalog.js'
import { backfillInTransaction } from './backfills.js'
import type { Backfill } from './backfills.js'
import type { PartChange } from './physical-part.js'
import type { PreparedChange } from './prepared-change.js'

/** Above so many rows an index is built concurrently by a job: 3.6 s of blocked writers for 2,000,000 rows otherwise. */
const indexInTransaction = 10_000
/** Children whose sums are read while their writers wait. */
const childrenInTransaction = 100_000

/**
 * Which indexes and backfills a publish leaves to its job, because writers would have to wait too long. Uniqueness is
 * always made in the transaction: a publish that has answered must hold.
 */
export function whatGoesLater(
  next: Catalog,
  parts: readonly PartChange[],
  backfills: readonly Backfill[],
  sizes: ReadonlyMap<string, number>,
): PreparedChange['later'] {
  const indexes = new Set(
    parts.flatMap(({ act, part, tableName }) =>
      act === 'create' && part.kind === 'index' && (sizes.get(tableName) ?? 0) > indexInTransaction ? [part.name] : [],
    ),
  )
  const waiting = new Set(parts.filter(({ part }) => indexes.has(part.name)).map(({ part }) => part.partId))
  const isLong = ({ objectId, fieldId, rows }: Backfill): boolean => {
    const rollup = next.objects.get(objectId)?.fieldsById.get(fieldId)?.rollup
    const children = next.objects.get(rollup?.child ?? '')
    return (
      rows > backfillInTransaction ||
      (sizes.get(children?.tableName ?? '') ?? 0) > childrenInTransaction ||
      waiting.has(rollup?.via ?? '')
    )
  }
  // A roll-up that reads one which comes later comes later too: they are in order.
  const firstLong = backfills.findIndex(isLong)
  return { indexes, backfills: new Set(firstLong === -1 ? [] : backfills.slice(firstLong)) }
}
