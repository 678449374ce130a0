import type { Access } from '../access/access.js'
import type { Expression } from '@tessera/formula'
import type { ClientBase, Pool } from 'pg'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import type { RuntimeValues } from '../storage/statement.js'
import { sameValue } from './draft.js'
import type { Draft } from './draft.js'
import { linkedIds } from './link-order.js'
import type { PathReader } from './path-values.js'
import { storedValue } from './record-environment.js'
import type { EvaluatedRecord } from './record-environment.js'
import { loadTreePlaces } from './tree-places.js'

/** What the steps of the pipeline that only compute need. */
export interface DraftWorld {
  readonly db: Pool | ClientBase
  readonly catalog: Catalog
  readonly object: CatalogObject
  readonly runtime: RuntimeValues
  /** Id of the acting user; null for the platform itself, which owns nothing. */
  readonly actorId: string | null
  /** The writer's, where they are told what is wrong. */
  readonly access?: Access
}

/** True when the draft would leave something else than there was. */
export const differs = (draft: Draft): boolean =>
  draft.op !== 'change' || [...draft.after].some(([id, value]) => !sameValue(value, draft.before.get(id)))

/** A draft as expressions see it. */
export function evaluated({ object, runtime, actorId }: DraftWorld, draft: Draft): EvaluatedRecord {
  const { id, version, before, after } = draft
  return { object, before, after, write: { id, version, at: new Date(runtime.now).toISOString(), by: actorId } }
}

/** Ids that lookups of records lead to, in both states: what is read for them. */
export function* targetIds(records: Iterable<EvaluatedRecord>, lookup: CatalogField): Generator<string> {
  for (const record of records) {
    for (const state of ['before', 'after'] as const) {
      const id = storedValue(record, lookup, state)
      if (typeof id === 'string') yield id
      else yield* linkedIds(id)
    }
  }
}

/** Reads what expressions want to know over the lookups of drafts, for all of them at once. */
export async function loadPaths(
  world: DraftWorld,
  drafts: readonly Draft[],
  expressions: readonly Expression[],
  paths: PathReader,
): Promise<void> {
  const records = drafts.map((draft) => evaluated(world, draft))
  await paths.load(world.object, expressions, (lookup) => targetIds(records, lookup))
  await loadTreePlaces(paths, world.object, expressions, records, world.runtime)
}
