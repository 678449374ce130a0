import type { localize } from '@tessera/metadata'
import type {
  Capability,
  Explanation,
  RecordRights,
  RightsAnswer,
  ShareEntry,
  ShareRequest,
  WhoAnswer,
} from '@tessera/metadata'
import type { Actor, Origin } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { capabilitiesOf } from './capabilities.js'
import { explainAccess } from './explain.js'
import type { AccessQuestion } from './explain.js'
import { Words } from './explain-words.js'
import { rightsOf, rightsOnRecord } from './rights.js'
import { everyonesRole, rolesIn } from './role-documents.js'
import { whoMay } from './who-may.js'
import { listShares, shareRecord, unshareRecord } from './shares.js'

/** A role that may be given to people. */
export interface RoleInfo {
  /** What memberships keep: it stays when the key changes. */
  readonly id: string
  readonly key: string
  readonly label: Parameters<typeof localize>[0]
  readonly capabilities: readonly Capability[]
}

/** What is asked and said about rights themselves. */
export interface AccessDoor {
  /** The role documents of a workspace that can be given to people, by key: without the one that everybody has. */
  roles(workspace: string): Promise<readonly RoleInfo[]>
  capabilities(actor: Actor): Promise<readonly Capability[]>
  /** What the actor may do, by object. */
  mine(actor: Actor): Promise<RightsAnswer>
  /** What the actor may do with a record. Errors: record.unknown_object, record.not_found. */
  ofRecord(actor: Actor, object: string, id: string): Promise<RecordRights>
  /**
   * Why `person` may do something or not, said in the language of `actor`, who must be allowed to know.
   * Errors: record.unknown_object, record.not_found, document.not_found.
   */
  explain(actor: Actor, person: Actor, question: AccessQuestion): Promise<Explanation>
  /** Which of some people may, and by which grant. Errors: those of `explain`. */
  who(actor: Actor, people: readonly Actor[], question: AccessQuestion & { readonly id: string }): Promise<WhoAnswer>
  shares(actor: Actor, object: string, id: string): Promise<readonly ShareEntry[]>
  /** Noted in the audit log. Errors: access.denied, record.invalid, share.too_many. */
  share(
    actor: Actor,
    object: string,
    id: string,
    request: ShareRequest,
    origin?: Origin,
  ): Promise<readonly ShareEntry[]>
  /** Errors: access.denied, share.not_found. */
  unshare(actor: Actor, object: string, id: string, share: string, origin?: Origin): Promise<void>
}

export function createAccessDoor(context: EngineContext): AccessDoor {
  return {
    roles: (workspace) =>
      context.catalogs.withCurrent(workspace, (catalog) =>
        Promise.resolve(
          rolesIn(catalog)
            .filter(({ key }) => key !== everyonesRole)
            .map(({ id, key, label, capabilities = [] }) => ({ id, key, label, capabilities })),
        ),
      ),
    capabilities: async (actor) => capabilitiesOf(await context.catalogs.refresh(actor.workspace), actor),
    mine: async (actor) => rightsOf(await context.catalogs.refresh(actor.workspace), actor),
    ofRecord: (actor, object, id) =>
      context.catalogs.withCurrent(actor.workspace, (catalog) => rightsOnRecord(context, catalog, actor, object, id)),
    explain: async (actor, person, question) =>
      explainAccess(
        context,
        await context.catalogs.refresh(actor.workspace),
        person,
        question,
        new Words(actor.locale),
      ),
    who: async (actor, people, question) =>
      whoMay(context, await context.catalogs.refresh(actor.workspace), people, question, new Words(actor.locale)),
    shares: (actor, object, id) =>
      context.catalogs.withCurrent(actor.workspace, (catalog) => listShares(context, catalog, actor, object, id)),
    share: (actor, object, id, request, origin) =>
      context.catalogs.withCurrent(actor.workspace, (catalog) =>
        shareRecord(context, catalog, actor, object, id, request, origin),
      ),
    unshare: (actor, object, id, share, origin) =>
      context.catalogs.withCurrent(actor.workspace, (catalog) =>
        unshareRecord(context, catalog, actor, object, id, share, origin),
      ),
  }
}
