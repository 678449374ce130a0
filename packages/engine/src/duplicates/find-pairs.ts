import type { CatalogDuplicates, CatalogField } from '../catalog/catalog.js'
import { columnOf } from '../records/stored-fields.js'
import type { Values } from '../records/draft.js'
import { definerAccess } from '../access/access.js'
import { readRows } from '../records/read-rows.js'
import { concerns } from './agreeing-records.js'
import { compareBy, rememberingValues } from './compared-values.js'
import type { MatchWorld } from './find-candidates.js'
import { probeOf, TokenIndex } from './match-tokens.js'

/** So many records are looked at, the newest first: a plan must answer at once. */
const mostRecords = 10_000
/** So many pairs are counted. */
const mostPairs = 10_000

/** Which records of an object a rule would take for the same. */
export interface DuplicatePairs {
  /** The first of them, newest record first. */
  readonly pairs: readonly { readonly ids: readonly [string, string]; readonly score: number }[]
  /** How many records have another like them. */
  readonly records: number
  /** How many records were looked at, of those outside the bin. */
  readonly checked: number
  /** True when there are more records, or more pairs. */
  readonly isCapped: boolean
}

/** Compares the newest records of an object with each other by a rule that nothing is kept for yet. */
export async function findPairs(world: MatchWorld, rule: CatalogDuplicates): Promise<DuplicatePairs> {
  const records = await newestRecords(world, rule)
  const valueFor = rememberingValues()
  const probes = records.map(([, values]) =>
    concerns(world, rule, values) ? probeOf(rule, (id) => values.get(id), valueFor) : undefined,
  )
  const index = new TokenIndex(probes.flatMap((probe) => probe ?? []))
  const alike = new Set<string>()
  const pairs: { ids: readonly [string, string]; score: number }[] = []
  for (const [n, [id, values]] of records.entries()) {
    const probe = probes[n]
    if (probe === undefined || pairs.length >= mostPairs) continue
    for (const other of index.sharing(probe)) {
      const [otherId, otherValues] = records[other] ?? ['', new Map()]
      const agreement = compareBy(
        rule,
        (field) => values.get(field),
        (field) => otherValues.get(field),
        valueFor,
      )
      if (agreement === undefined) continue
      pairs.push({ ids: [otherId, id], score: agreement.score })
      alike.add(id).add(otherId)
    }
    index.add(n, probe.tokens)
  }
  const isCapped = records.length === mostRecords || pairs.length >= mostPairs
  return { pairs, records: alike.size, checked: records.length, isCapped }
}

/** Those that have all values the rule compares, newest first. */
async function newestRecords(
  { db, catalog, object, runtime }: MatchWorld,
  rule: CatalogDuplicates,
): Promise<readonly (readonly [string, Values])[]> {
  const filled = rule.fields.map(({ field }) => `${columnOf(field)} IS NOT NULL`).join(' AND ')
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM ${object.table} WHERE deleted_at IS NULL AND ${filled} ORDER BY created_at DESC, id DESC LIMIT ${mostRecords}`,
  )
  const ids = rows.map(({ id }) => id)
  const options = { lock: 'none', deleted: false, ...fieldsOf(rule) } as const
  const found = await readRows(db as never, catalog, object, definerAccess, ids, options, runtime)
  return ids.flatMap((id) => {
    const row = found.get(id)
    return row === undefined ? [] : [[id, row.values] as const]
  })
}

function fieldsOf({ when, fields }: CatalogDuplicates): { readonly fields?: readonly CatalogField[] } {
  return when === undefined ? { fields: [...new Set(fields.map(({ field }) => field))] } : {}
}
