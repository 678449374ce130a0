import type { Catalog } from '../catalog/catalog.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { backfillInTransaction } from './backfills.js'
import type { Backfill } from './backfills.js'
import type { PartChange } from './physical-part.js'
import type { Conversion } from './conversions/find-conversions.js'
import type { PreparedChange } from './prepared-change.js'

/** Above so many rows an index is built concurrently by a job: 3.6 s of blocked writers for 2,000,000 rows otherwise. */
const indexInTransaction = 10_000
/** Children whose sums are read while their writers wait. */
const childrenInTransaction = 30_000

/** Values that are converted while their writers wait: about 0.03 ms each. */
const conversionInTransaction = 10_000

export interface WhatThereIs {
  readonly next: Catalog
  readonly parts: readonly PartChange[]
  readonly backfills: readonly Backfill[]
  readonly conversions: readonly Conversion[]
  /** Rows by table name. */
  readonly sizes: ReadonlyMap<string, number>
}

/**
 * Which indexes and backfills a publish leaves to its job, because writers would have to wait too long. A publish that has answered
 * must hold: uniqueness and conversions are the other way round, a job does them first, and publishes then.
 */
export function whatGoesLater({ next, parts, backfills, conversions, sizes }: WhatThereIs): PreparedChange['later'] {
  const created = new Set(parts.flatMap(({ act, part }) => (act === 'create' ? [part.name] : [])))
  const indexes = new Set(
    parts.flatMap(({ act, part, tableName }) => {
      const isLong = act === 'create' && part.kind === 'index' && (sizes.get(tableName) ?? 0) > indexInTransaction
      // A table of links that comes with the same publish is empty.
      return isLong && !(part.definition.on !== undefined && created.has(String(part.definition.on))) ? [part.name] : []
    }),
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
  const ahead = conversions.filter(({ objectId, shadow }) => {
    const table = next.objects.get(objectId)?.tableName ?? ''
    return shadow === undefined && (sizes.get(table) ?? 0) > conversionInTransaction
  })
  const uniques = parts.filter(({ act, part, tableName }) => {
    if (act !== 'create' || part.kind !== 'unique' || (sizes.get(tableName) ?? 0) <= indexInTransaction) return false
    // Over a column that comes with the same publish there is nothing to look at yet.
    return ![...created].some((name) => String(part.definition.spec).includes(quoteIdentifier(name)))
  })
  return {
    indexes,
    backfills: new Set(firstLong === -1 ? [] : backfills.slice(firstLong)),
    conversions: new Set(ahead),
    uniques: new Set(uniques.map(({ part }) => part.name)),
  }
}
