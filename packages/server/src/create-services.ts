import { createOutboundClient, type Automation, type Scenarios } from '@tessera/automation'
import type { Engine } from '@tessera/engine'
import type { Pool } from 'pg'
import { hkdfSync } from 'node:crypto'
import { AuditLog } from './audit/audit-log.js'
import { Looks } from './audit/looks.js'
import { TokenUses } from './audit/token-uses.js'
import type { ChangeSource } from './events/change-source.js'
import { EventHub } from './events/event-hub.js'
import type { FileKeeper } from './files/file-keeper.js'
import { createAddressReader, createNetworkReader } from './http/client-network.js'
import { IdempotencyStore } from './http/idempotency.js'
import type { RouteTable } from './http/route-table.js'
import { Accounts } from './identity/accounts.js'
import { ApiTokens } from './identity/api-tokens.js'
import type { CookieScope } from './identity/cookie-text.js'
import { loadAuth } from './identity/load-auth.js'
import { HalfSignIns } from './identity/half-sign-ins.js'
import { IdentityCache } from './identity/identity-cache.js'
import { KnownDevices } from './identity/known-devices.js'
import { Links } from './identity/links.js'
import { Memberships } from './identity/memberships.js'
import { SecondStep } from './identity/second-step.js'
import type { SecondStepFor } from './identity/second-step-for.js'
import { Sessions } from './identity/sessions.js'
import { SingleSignOn } from './identity/sso/single-sign-on.js'
import type { SsoSettings } from './identity/sso/sso-settings.js'
import { SignInLimit } from './identity/sign-in-limit.js'
import { verifyCredentials } from './identity/verify-credentials.js'
import { WorkLimit } from './identity/work-limit.js'
import type { ServerLog } from './log.js'
import { Metrics } from './operations/metrics.js'
import { People } from './people/people.js'
import { Setup } from './people/setup.js'
import type { Pools } from './platform/pools.js'
import type { Services } from './services.js'
import { PackagesAtHand } from './templates/packages-at-hand.js'
import { bundledTemplates } from './templates/template-shelf.js'
import { ThreadedShelf } from './templates/threaded-shelf.js'

export interface ServiceParts {
  readonly pools: Pools
  readonly engine: Engine
  readonly automation: Automation
  readonly scenarios: Scenarios
  readonly files: FileKeeper
  /** The installation's secret, 32 bytes; keys for single purposes are derived from it. */
  readonly secret: Uint8Array
  /** Address that people reach the installation by, 'https://crm.example.com'; links are made of it and of nothing else. */
  readonly publicUrl?: string | undefined
  /** Addresses and ranges of the operator's own proxies. */
  readonly proxies: readonly string[]
  readonly sso?: SsoSettings | undefined
  /** Nobody by default. */
  readonly secondStepFor?: SecondStepFor | undefined
  /** `host:port` pairs that the identity provider may be at though they are private. */
  readonly outboundAllow?: readonly string[]
  /** Folder of the templates that come with the product; that of the checkout by default. */
  readonly templateRoot?: string | undefined
  readonly log: ServerLog
}

/** Wires everything handlers work with. Opens nothing and asks nothing. */
export function createServices(parts: ServiceParts, routes: () => RouteTable): Services {
  const { pools, engine, automation, log } = parts
  const pool = pools.platform
  const scope = { secure: parts.publicUrl?.startsWith('https:') === true }
  const auth = loadAuth({
    pool,
    secret: Buffer.from(deriveKey(parts.secret, 'session')).toString('base64url'),
    secure: scope.secure,
  })
  const addressOf = createAddressReader(parts.proxies)
  const audit = new AuditLog(engine.audit, log)
  const accounts = new Accounts(auth, pool)
  const memberships = new Memberships(pool)
  const tokens = new ApiTokens(pool)
  const secondStep = new SecondStep(pool, deriveKey(parts.secret, 'second step'))
  const { secondStepFor = 'nobody' } = parts
  const identities = new IdentityCache(
    pool,
    verifyCredentials({ auth, memberships, tokens, secondStep, secondStepFor }),
  )
  const devices = new KnownDevices(pool, scope)
  const links = new Links(pool, parts.publicUrl)
  const events = new EventHub(changesOf(engine), log)
  const hashing = new WorkLimit({ running: 2, waiting: 60 })
  const revoke = (accountId: string) => identities.revocations.revoke(accountId)
  const people = new People({ engine, accounts, memberships, devices, links, tokens, hashing, revoke })
  return {
    pools,
    engine,
    automation,
    scenarios: parts.scenarios,
    templates: new PackagesAtHand(engine, new ThreadedShelf(parts.templateRoot ?? bundledTemplates, log)),
    files: parts.files,
    audit,
    looks: new Looks(audit),
    tokenUses: new TokenUses(pool, engine.audit, log),
    auth,
    accounts,
    memberships,
    tokens,
    identities,
    limit: new SignInLimit(pool),
    devices,
    links,
    sessions: new Sessions(pool, auth, devices, identities.revocations),
    secondStep,
    secondStepFor,
    halfSignIns: new HalfSignIns(pool, scope),
    addressOf,
    sso: ssoOf(parts, { pool, accounts, scope }),
    networkOf: createNetworkReader(addressOf),
    hashing,
    people,
    setup: new Setup({ pool, accounts, people, audit }),
    events,
    idempotency: new IdempotencyStore(pool),
    metrics: new Metrics(
      pools,
      () => identities.size,
      () => events.size,
    ),
    log,
    fingerprintKey: deriveKey(parts.secret, 'fingerprint'),
    routes,
  }
}

function ssoOf(
  { sso, publicUrl, outboundAllow = [], secret, log }: ServiceParts,
  parts: { readonly pool: Pool; readonly accounts: Accounts; readonly scope: CookieScope },
): SingleSignOn | undefined {
  if (sso === undefined) return undefined
  if (publicUrl === undefined) throw new Error('Single sign-on needs the public address of the installation.')
  const outbound = createOutboundClient({ allow: outboundAllow })
  return new SingleSignOn(sso, { ...parts, publicUrl, outbound, outboundAllow, log, key: deriveKey(secret, 'sso') })
}

function changesOf(engine: Engine): ChangeSource {
  return {
    events: (actor, query) => engine.events(actor, query),
    revision: (actor) => engine.documents.revision(actor),
    notifications: (workspace, userIds) => engine.notifications.states(workspace, userIds),
  }
}

/** A key of 32 bytes for one purpose. Source: RFC 5869. */
export function deriveKey(secret: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `tessera ${purpose}`, 32))
}
