import { isAppError } from '@tessera/metadata'
import { systemActor } from '../access/actor.js'
import type { Changes } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { loadState } from '../catalog/load-catalog.js'
import { partChanges } from './part-changes.js'
import { wantedParts } from './wanted-parts.js'

/**
 * Publishes a revision without a document where PostgreSQL lacks what today's planner makes for the documents there are: search
 * tables of a workspace that an earlier version made. Big ones are filled by its job.
 */
export async function addMissingParts(context: EngineContext, changes: Changes, workspace: string): Promise<void> {
  const { physical, revision } = await loadState(context.pool, workspace)
  if (revision === 0) return
  const missing = partChanges(wantedParts(await context.catalogs.refresh(workspace)), physical)
  if (!missing.some(({ act, part }) => act === 'create' && part.kind === 'search')) return
  try {
    const message = '系统升级 · System upgrade'
    await changes.publish(systemActor(workspace, 'upgrade'), { base: revision, changes: [], message })
  } catch (error) {
    // Another process was faster, and has made them.
    if (!isAppError(error, 'revision.conflict')) throw error
  }
}
