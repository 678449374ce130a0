import type { Expression } from '@tessera/formula'
import type { ClientBase, Pool } from 'pg'
import type { Catalog, CatalogObject } from '../catalog/catalog.js'
import type { RuntimeValues } from '../storage/statement.js'
import { sameValue } from './draft.js'
import type { Draft } from './draft.js'
import type { PathReader } from './path-values.js'

/** What the steps of the pipeline that only compute need. */
export interface DraftWorld {
  readonly db: Pool | ClientBase
  readonly catalog: Catalog
  readonly object: CatalogObject
  readonly runtime: RuntimeValues
  /** Id of the acting user; null for the platform itself, which owns nothing. */
  readonly actorId: string | null
}

/** True when the draft would leave something else than there was. */
export const differs = (draft: Draft): boolean =>
  draft.op !== 'change' || [...draft.after].some(([id, value]) => !sameValue(value, draft.before.get(id)))

/** Reads what expressions want to know over the lookups of drafts, for all of them at once. */
export async function loadPaths(
  world: DraftWorld,
  drafts: readonly Draft[],
  expressions: readonly Expression[],
  paths: PathReader,
): Promise<void> {
  await paths.load(world.object, expressions, function* (lookup) {
    for (const { before, after } of drafts) {
      for (const values of [before, after]) {
        const id = values.get(lookup.id)
        if (typeof id === 'string') yield id
      }
    }
  })
}
