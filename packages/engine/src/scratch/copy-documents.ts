import { AppError } from '@tessera/metadata'
import type { StoredDocument } from '@tessera/metadata'
import { systemActor } from '../access/actor.js'
import { loadState } from '../catalog/load-catalog.js'
import type { EngineContext } from '../engine-context.js'
import { commitChange } from '../schema/commit-change.js'
import type { PlanMemory } from '../schema/plan-memory.js'
import { inPlanSession } from '../schema/plan-session.js'
import { prepareChange } from '../schema/prepare-change.js'
import { installedTemplates } from '../templates/template-rows.js'
import { withTemplateKeys } from './template-keys.js'

/** How long the tables of a workspace that nobody else knows may be waited for. */
const lockWaitMs = 1_000

export interface Copy {
  readonly from: string
  /** An empty workspace. */
  readonly to: string
  /** Whose keys count; see `Scratch.open`. */
  readonly template: string | undefined
}

/**
 * Publishes the documents of a workspace, as they are today and with their ids, as the first revision of an empty one. What stands
 * in the way of a publish was answered when it was published there, so no hazard is asked about. Errors: template.not_installed.
 */
export async function copyDocuments(
  context: EngineContext,
  memory: PlanMemory,
  { from, to, template }: Copy,
): Promise<void> {
  const { documents, revision, workspace } = await loadState(context.pool, from)
  const base = template === undefined ? [] : await baseOf(context, workspace.schema, revision, template)
  const actor = systemActor(to, 'scratch workspace')
  const prepared = await inPlanSession(context, memory, actor, async (input) => ({
    next: await prepareChange(input, { documents: withTemplateKeys(documents, base), hazards: [] }),
    ledger: input.ledger,
  }))
  const note = { actor, message: undefined, undoes: undefined }
  await commitChange(context, prepared.next, note, prepared.ledger, lockWaitMs, undefined)
  context.catalogs.keep(prepared.next.next)
  memory.keep(prepared.next.installed)
}

/** The documents of an installed template and of those it needs, with their own keys; its own first. */
async function baseOf(
  { pool }: EngineContext,
  schema: string,
  revision: number,
  template: string,
): Promise<readonly StoredDocument[]> {
  const installed = await installedTemplates(pool, schema, revision)
  if (!installed.has(template)) throw new AppError('template.not_installed')
  const wanted = new Set([template])
  for (const key of wanted) for (const need of installed.get(key)?.installed.needs ?? []) wanted.add(need.key)
  return [...wanted].flatMap((key) => installed.get(key)?.installed.base ?? [])
}
