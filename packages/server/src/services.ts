import type { Automation, Scenarios } from '@tessera/automation'
import type { Engine } from '@tessera/engine'
import type { AuditLog } from './audit/audit-log.js'
import type { Looks } from './audit/looks.js'
import type { TokenUses } from './audit/token-uses.js'
import type { Accounts } from './identity/accounts.js'
import type { ApiTokens } from './identity/api-tokens.js'
import type { AuthLoader } from './identity/load-auth.js'
import type { FileKeeper } from './files/file-keeper.js'
import type { HalfSignIns } from './identity/half-sign-ins.js'
import type { IdentityCache } from './identity/identity-cache.js'
import type { KnownDevices } from './identity/known-devices.js'
import type { Links } from './identity/links.js'
import type { Memberships } from './identity/memberships.js'
import type { SecondStep } from './identity/second-step.js'
import type { SecondStepFor } from './identity/second-step-for.js'
import type { Sessions } from './identity/sessions.js'
import type { SingleSignOn } from './identity/sso/single-sign-on.js'
import type { SignInLimit } from './identity/sign-in-limit.js'
import type { WorkLimit } from './identity/work-limit.js'
import type { EventHub } from './events/event-hub.js'
import type { AddressReader, NetworkReader } from './http/client-network.js'
import type { IdempotencyStore } from './http/idempotency.js'
import type { RouteTable } from './http/route-table.js'
import type { ServerLog } from './log.js'
import type { Metrics } from './operations/metrics.js'
import type { People } from './people/people.js'
import type { Setup } from './people/setup.js'
import type { Pools } from './platform/pools.js'
import type { PackagesAtHand } from './templates/packages-at-hand.js'

/** Everything handlers of routes work with; made once per process by `createServices`. */
export interface Services {
  readonly pools: Pools
  readonly engine: Engine
  readonly automation: Automation
  readonly scenarios: Scenarios
  readonly templates: PackagesAtHand
  readonly files: FileKeeper
  readonly audit: AuditLog
  readonly tokenUses: TokenUses
  readonly looks: Looks
  readonly auth: AuthLoader
  readonly accounts: Accounts
  readonly memberships: Memberships
  readonly tokens: ApiTokens
  readonly identities: IdentityCache
  readonly limit: SignInLimit
  readonly devices: KnownDevices
  readonly links: Links
  readonly sessions: Sessions
  readonly secondStep: SecondStep
  readonly secondStepFor: SecondStepFor
  readonly halfSignIns: HalfSignIns
  readonly addressOf: AddressReader
  /** Single sign-on, where the operator set it up. */
  readonly sso: SingleSignOn | undefined
  readonly networkOf: NetworkReader
  readonly hashing: WorkLimit
  readonly people: People
  readonly setup: Setup
  readonly idempotency: IdempotencyStore
  readonly events: EventHub
  readonly metrics: Metrics
  readonly log: ServerLog
  /** Key of fingerprints. */
  readonly fingerprintKey: Uint8Array
  /** The routes themselves, for the OpenAPI document. */
  readonly routes: () => RouteTable
}
