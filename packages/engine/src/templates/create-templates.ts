import { AppError, isAppError } from '@tessera/metadata'
import type { TemplatePackage, TemplateResponse } from '@tessera/metadata'
import { isAdministrator } from '../access/access.js'
import { requireCapability } from '../access/capabilities.js'
import type { Actor, TemplateCarryOut, TemplateOrder, Templates, TemplateStanding } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import type { RevisionNote } from '../schema/commit-change.js'
import { planFor, publishFor } from '../schema/designer-rights.js'
import { documentChanges } from '../schema/document-changes.js'
import type { JobRunner } from '../schema/jobs.js'
import type { PlanMemory } from '../schema/plan-memory.js'
import { inPlanSession } from '../schema/plan-session.js'
import { prepareChange } from '../schema/prepare-change.js'
import type { PrepareInput } from '../schema/prepare-change.js'
import { publish } from '../schema/publish.js'
import type { KeptPublish } from '../schema/publish-once.js'
import { labelOfDocument } from '../schema/summarize-changes.js'
import { awaitKey, keepOutcome } from '../storage/idempotency.js'
import { inTransaction } from '../storage/transaction.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { proposeInstall } from './propose-install.js'
import { proposeUninstall } from './propose-uninstall.js'
import { proposeUpgrade } from './propose-upgrade.js'
import { createKeptTemplates } from './kept-templates.js'
import { nothingAbout } from './proposal.js'
import type { TemplateOutline, TemplateProposal } from './proposal.js'
import { countSample, sumOfSample } from './sample/count-sample.js'
import { lockPublishing, orderRemoval } from './sample/order-removal.js'
import { orderSample } from './sample/order-sample.js'
import { installedTemplates } from './template-rows.js'

/** What is installed, and the three ways to change that, each one revision. */
export function createTemplates(context: EngineContext, memory: PlanMemory, jobs: JobRunner): Templates {
  const refuseOthers = (actor: Actor): Promise<void> => requireCapability(context, actor, 'templates')
  return {
    plan: async (actor, order) => {
      await refuseOthers(actor)
      return inPlanSession(context, memory, actor, async (input) => {
        const { proposal } = await propose(input, order)
        const { plan } = await prepareChange(input, proposal)
        return { ...outlineOf(proposal), plan: planFor(actor, plan) }
      })
    },
    carryOut: async (actor, order) => {
      await refuseOthers(actor)
      let outline: TemplateOutline | undefined
      try {
        const { message, idempotency, origin, request } = order
        if (order.action === 'install' && request.sample === true) {
          const loaded = await loadAfterwards(actor, withPackage(order), order)
          if (loaded !== undefined) return loaded
        }
        const publishing = publish(context, jobs, memory, actor, {
          note: { actor, message, undoes: undefined, origin, also: alongside(context, actor, order) },
          accept: request.accept ?? [],
          key: idempotency,
          propose: async (input) => {
            const { proposal, undecided } = await propose(input, order)
            outline = outlineOf(proposal)
            if (undecided > 0) {
              const { plan } = await prepareChange(input, proposal)
              throw new AppError('template.undecided', { count: undecided }).with({
                plan: { ...outline, plan: planFor(actor, plan) },
              })
            }
            return proposal
          },
        })
        const answer = await publishFor(actor, publishing)
        const { revision, plan, job } = answer
        const told = answer.outline ?? outline
        if (told === undefined) throw new Error('a template was published without an outline')
        return { revision, plan: { ...told, plan }, ...(job === undefined ? {} : { job }) }
      } catch (error) {
        // The whole plan, so that hazards are shown with what they come from.
        if (isAppError(error, 'schema.hazards') && outline !== undefined) {
          throw error.with({ plan: { ...outline, plan: error.plan } })
        }
        throw error
      }
    },
    removeSample: async (actor, key, { origin } = {}) => {
      await refuseOthers(actor)
      const catalog = await context.catalogs.refresh(actor.workspace)
      const id = await inTransaction(context.pool, async (client) => {
        await lockPublishing(client, actor.workspace)
        return orderRemoval(context, client, catalog, { actor, origin, template: key })
      })
      if (id === undefined) throw new AppError('template.no_sample')
      jobs.start(actor.workspace, id)
      return jobs.get(actor, id)
    },
    ...createKeptTemplates(context, refuseOthers),
    installed: async (actor) => {
      await refuseOthers(actor)
      const catalog = await context.catalogs.refresh(actor.workspace)
      const { documents, revision } = catalog
      const sample = await countSample(context.pool, catalog)
      const rows = await installedTemplates(context.pool, schemaOf(actor.workspace), revision)
      return [...rows.values()].map((row): TemplateStanding => {
        const { version, title, needs, base } = row.installed
        const there = base.flatMap(({ id }) => documents.get(id) ?? [])
        return {
          key: row.key,
          version,
          title,
          needs,
          revision: row.revision,
          at: row.at.toISOString(),
          sample: sumOfSample(sample.get(row.key)),
          sampleLeft: [...(sample.get(row.key) ?? [])].map(([object, records]) => ({ object, records })),
          documents: there.map((document) => ({
            kind: document.kind,
            key: document.key,
            label: labelOfDocument(document),
          })),
        }
      })
    },
  }

  /** The sample data of what is installed in this very version, and has none yet. Undefined when it must be installed first. */
  async function loadAfterwards(
    actor: Actor,
    { package: template, request }: ReturnType<typeof withPackage>,
    { idempotency, origin }: TemplateCarryOut,
  ): Promise<TemplateResponse | undefined> {
    const { key, version } = template.manifest
    const catalog = await context.catalogs.refresh(actor.workspace)
    const { revision, workspace } = catalog
    const known = (await installedTemplates(context.pool, workspace.schema, revision)).get(key)
    if (known?.installed.version !== version || sumOfSample((await countSample(context.pool, catalog)).get(key)) > 0)
      return undefined
    const outline = { ...nothingAbout, action: 'install', from: version, to: version } as const
    const plan = { base: revision, steps: [], hazards: [], usages: [] }
    const answer = await inTransaction(context.pool, async (client): Promise<KeptPublish | undefined> => {
      await lockPublishing(client, actor.workspace)
      // What was answered before is given again where installations are.
      if (idempotency !== undefined && (await awaitKey(client, actor, idempotency)) !== undefined) return undefined
      const wanted = { actor, origin, package: template, answers: request.answers ?? {} }
      const job = await orderSample(context, client, catalog, wanted)
      const made: KeptPublish = { revision, plan, outline, ...(job === undefined ? {} : { job }) }
      if (idempotency !== undefined) await keepOutcome(client, actor, idempotency, { answer: made })
      return made
    })
    if (answer === undefined) return undefined
    const { job } = answer
    if (job !== undefined) jobs.start(actor.workspace, job)
    return { revision, plan: { ...outline, plan }, ...(job === undefined ? {} : { job }) }
  }
}

/** What is done in the transaction of the publish: sample data to be loaded, or what of it would be left behind to be removed. */
function alongside(context: EngineContext, actor: Actor, order: TemplateCarryOut): RevisionNote['also'] {
  const { action, key, origin, request } = order
  if (action === 'uninstall')
    return (client, next) => orderRemoval(context, client, next, { actor, origin, template: key })
  if (action !== 'install' || request.sample !== true) return undefined
  const wanted = { actor, origin, package: withPackage(order).package, answers: request.answers ?? {} }
  return (client, next) => orderSample(context, client, next, wanted)
}

interface Proposed {
  readonly proposal: TemplateProposal
  /** Conflicts nobody has decided. */
  readonly undecided: number
}

/** Errors: access.denied where roles change and no administrator does it, those of the three. */
async function propose(input: PrepareInput, order: TemplateOrder): Promise<Proposed> {
  const { db, state, actor } = input
  const installed = await installedTemplates(db, state.workspace.schema, state.revision)
  const proposed = async (): Promise<Proposed> => {
    switch (order.action) {
      case 'install':
        return { proposal: proposeInstall(input, withPackage(order), installed), undecided: 0 }
      case 'upgrade': {
        const { undecided, ...proposal } = await proposeUpgrade(input, withPackage(order), installed)
        return { proposal, undecided }
      }
      case 'uninstall':
        return { proposal: proposeUninstall(input, order, installed), undecided: 0 }
    }
  }
  const { proposal, undecided } = await proposed()
  const touchesRoles = documentChanges(state.documents, proposal.documents).some(
    ({ before, after }) => (before ?? after)?.kind === 'role',
  )
  if (touchesRoles && !isAdministrator(actor)) throw new AppError('access.denied')
  return { proposal, undecided }
}

function withPackage(order: TemplateOrder): TemplateOrder & { readonly package: TemplatePackage } {
  if (order.package === undefined) throw new AppError('template.not_found')
  return { ...order, package: order.package }
}

function outlineOf({ template }: TemplateProposal): TemplateOutline {
  if (template.outline === undefined) throw new Error('a template was proposed without an outline')
  return template.outline
}
