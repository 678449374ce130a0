import { uuid7, type Catalog } from '@tessera/engine'
import { AppError, validateDocument, type SimulateRequest, type StoredDocument } from '@tessera/metadata'
import type { AutomationContext } from '../automation-context.js'
import type { Runs } from '../contract.js'
import { toGraph, type Graph } from '../core/graph.js'
import { newRun } from '../core/run-state.js'
import { createParty } from '../execute/party.js'
import type { Run } from '../execute/run.js'
import { findWorkflow } from '../runs/find-workflow.js'
import { requireAdministrator } from '../runs/require-administrator.js'
import { doesMatch } from './does-match.js'
import { Rehearsal } from './rehearsal.js'
import { sampleSnapshot } from './sample-snapshot.js'

/**
 * See `Runs.simulate`. The same pure steps and the same evaluation as a real run; what would be done is tried and taken back
 * where it concerns records, and otherwise only written down. Nothing is left behind.
 */
export function simulateRun(context: AutomationContext): Runs['simulate'] {
  return async (actor, key, request) => {
    requireAdministrator(actor)
    const catalog = await context.engine.automation.catalog(actor.workspace)
    const graph = request.document === undefined ? publishedGraph(catalog, key) : draftGraph(context, request)
    const snapshot = await sampleSnapshot(context, catalog, graph, request)
    const matches = await doesMatch(context, catalog, graph, snapshot, actor.id)
    const traits = { workspace: actor.workspace, graph, depth: 1, by: actor.id }
    const run: Run = {
      id: uuid7(),
      attempt: 1,
      object: graph.object ?? null,
      record: typeof snapshot.after?.id === 'string' ? snapshot.after.id : null,
      snapshot,
      startedAt: context.clock().getTime(),
      savedAt: 1,
      isLost: false,
      saved: undefined,
      state: newRun,
      commands: [],
      notices: [],
    }
    const rehearsal = new Rehearsal(createParty(context, catalog, traits), actor, run, request.record !== undefined)
    return { matches, ...(await rehearsal.play()) }
  }
}

function publishedGraph(catalog: Catalog, key: string): Graph {
  return toGraph(findWorkflow(catalog, key), 0)
}

/** The graph of a draft as it was sent, with keys. Errors: document.invalid with pointers into the draft. */
function draftGraph({ actions, triggers }: AutomationContext, { document }: SimulateRequest): Graph {
  const errors = validateDocument(document, { actions: actions.definitions, triggers })
  const { kind } = (document ?? {}) as { readonly kind?: unknown }
  if (errors.length > 0 || kind !== 'workflow')
    throw new AppError('document.invalid', { count: errors.length }).with({ errors })
  const draft = document as StoredDocument & { readonly id?: string }
  return toGraph({ ...draft, id: draft.id ?? draft.key }, 0)
}
