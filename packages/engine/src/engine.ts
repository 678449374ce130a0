import { createAudit } from './audit/create-audit.js'
import { createAccessDoor } from './access/access-door.js'
import { CatalogCache } from './catalog/catalog-cache.js'
import type { Engine, EngineOptions } from './contract.js'
import { SecretBox } from './encryption/secret-box.js'
import { FieldCipher } from './encryption/field-cipher.js'
import { createExports } from './exports/create-exports.js'
import type { EngineContext } from './engine-context.js'
import { createFiles } from './files/create-files.js'
import { createHandOvers } from './hand-over/hand-overs.js'
import { createSecrets } from './secrets/create-secrets.js'
import { createPersonal } from './personal/create-personal.js'
import { createNotifications } from './query/notifications.js'
import { readEvents } from './query/read-events.js'
import { createReader } from './query/reader.js'
import { createRecords } from './records/records.js'
import { createChanges } from './schema/changes.js'
import { createConversions } from './schema/conversions/create-conversions.js'
import { createDocuments } from './schema/documents.js'
import { createDrafts } from './schema/drafts.js'
import { createJobs } from './schema/jobs.js'
import { PlanMemory } from './schema/plan-memory.js'
import { keepUp } from './schema/upkeep/keep-up.js'
import { createScratch, dropAbandonedScratch } from './scratch/create-scratch.js'
import { createTemplates } from './templates/create-templates.js'
import { createAutomationDoor } from './workflows/automation-door.js'
import { createWorkspaces, migrateEngine, upgradeWorkspaces } from './workspaces.js'

/**
 * PostgreSQL kept in step with the documents, and records for an actor. The caller owns the pool and wires the field
 * types; every process of an installation makes one engine.
 */
export function createEngine(options: EngineOptions): Engine {
  const fieldTypes = { ...options.fieldTypes, cipher: new FieldCipher(options.encryptionKey ?? options.secret) }
  const context: EngineContext = {
    pool: options.pool,
    fieldTypes,
    secret: options.secret,
    vault: new SecretBox(options.encryptionKey ?? options.secret),
    clock: options.clock ?? (() => new Date()),
    log: options.log ?? { info: () => undefined, error: () => undefined },
    catalogs: new CatalogCache(options.pool, { fieldTypes, actions: options.actions }),
    filledSearches: new Set(),
    actions: options.actions,
    triggers: options.triggers,
    automation: options.automation,
    onCommit: options.onCommit,
  }
  const memory = new PlanMemory(context)
  const reader = createReader(context)
  const records = createRecords(context, reader)
  const jobs = createJobs(context, memory, records, options.runsJobs ?? true)
  const changes = createChanges(context, memory, jobs)
  return {
    migrate: async () => {
      await migrateEngine(context)
      await dropAbandonedScratch(context)
      await upgradeWorkspaces(context, changes)
      await jobs.watch()
    },
    workspaces: createWorkspaces(context, changes),
    scratch: createScratch(context, memory),
    documents: createDocuments(context),
    changes,
    drafts: createDrafts(context),
    conversions: createConversions(context, records),
    records,
    files: createFiles(context),
    jobs,
    handOvers: createHandOvers(context, records, jobs),
    templates: createTemplates(context, memory, jobs),
    notifications: createNotifications(context),
    audit: createAudit(context),
    secrets: createSecrets(context),
    personal: createPersonal(context, records),
    exports: createExports(context, options.largestExports),
    access: createAccessDoor(context),
    automation: createAutomationDoor(context),
    events: (actor, query) => readEvents(context, actor, query),
    upkeep: async () => {
      await dropAbandonedScratch(context)
      await keepUp(context, memory)
    },
    stop: () => jobs.stop(),
  }
}
