import type { StoredDocument } from '@tessera/metadata'
import { systemActor } from '../access/actor.js'
import { loadState } from '../catalog/load-catalog.js'
import type { EngineContext } from '../engine-context.js'
import { commitChange } from '../schema/commit-change.js'
import type { PlanMemory } from '../schema/plan-memory.js'
import { inPlanSession } from '../schema/plan-session.js'
import { prepareChange } from '../schema/prepare-change.js'

/** How long the tables of a workspace that nobody else knows may be waited for. */
const lockWaitMs = 1_000

export type ChangeDocuments = (documents: ReadonlyMap<string, StoredDocument>) => ReadonlyMap<string, StoredDocument>

/**
 * Publishes the documents of a workspace, as they are today and with their ids, as the first revision of an empty one. What stands
 * in the way of a publish was answered when it was published there, so no hazard is asked about.
 */
export async function copyDocuments(
  context: EngineContext,
  memory: PlanMemory,
  from: string,
  to: string,
  change: ChangeDocuments,
): Promise<void> {
  const { documents } = await loadState(context.pool, from)
  const actor = systemActor(to, 'scratch workspace')
  const prepared = await inPlanSession(context, memory, actor, async (input) => ({
    next: await prepareChange(input, { documents: change(documents), hazards: [] }),
    ledger: input.ledger,
  }))
  const note = { actor, message: undefined, undoes: undefined }
  await commitChange(context, prepared.next, note, prepared.ledger, lockWaitMs, undefined)
  context.catalogs.keep(prepared.next.next)
  memory.keep(prepared.next.installed)
}
