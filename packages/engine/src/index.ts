/**
 * The engine: PostgreSQL kept in step with the documents (schema), what an actor may see (access), reading (query) and
 * writing (records) of records. One way in (`records`), one way out (`query`), both with an actor.
 */
export { accessKey, administratorRole } from './access/access.js'
export type { AccessDoor, RoleInfo } from './access/access-door.js'
export { allCapabilities } from './access/capabilities.js'
export { isSystemActor, systemActor, systemActorId, workflowActor } from './access/actor.js'
export { peopleKeeper } from './access/people-keeper.js'
export type { WorkflowCause } from './access/actor.js'
export { whoOf } from './audit/note-audit.js'
export type { AuditNote, AuditWho } from './audit/note-audit.js'
export type * from './automation-contract.js'
export type { Catalog, CatalogField, CatalogObject } from './catalog/catalog.js'
export type * from './contract.js'
export { createEngine } from './engine.js'
export { isUuid, uuid7 } from './storage/uuid7.js'
export { inTransaction, sqlState } from './storage/transaction.js'
export { reconcile } from './schema/reconcile.js'
export { failpoint } from './storage/failpoint.js'
export { checkTemplate, packTemplate, readTemplate } from './templates/check-template.js'
export type { TemplateExtensions } from './templates/check-template.js'
export { startingDocuments } from './templates/starting-documents.js'
export { workspaceTable } from './storage/workspace-table.js'
