import { createAutomation, createRunQueue, createScenarios, type Automation, type Scenarios } from '@tessera/automation'
import { actions, fieldTypes, triggers } from '@tessera/blocks/server'
import { createEngine, type Engine } from '@tessera/engine'
import { deriveKey } from './create-services.js'
import { Memberships } from './identity/memberships.js'
import type { ServerLog } from './log.js'
import type { Pools } from './platform/pools.js'

export interface CoreParts {
  readonly pools: Pools
  readonly databaseUrl: string
  readonly secret: Uint8Array
  /** Of encrypted fields; absent: derived from the secret. */
  readonly encryptionKey?: Uint8Array | undefined
  readonly log: ServerLog
  readonly role: 'all' | 'api' | 'worker'
  /** `host:port` pairs that workflows may call though they are private. */
  readonly outboundAllow: readonly string[]
  /** Something was committed in a workspace by this process. Must not throw and not block. */
  readonly onNews: (workspace: string) => void
}

export interface Core {
  readonly engine: Engine
  readonly automation: Automation
  /** What templates say, tried out. */
  readonly scenarios: Scenarios
}

/**
 * Engine and automation, joined: the one place where the built-in blocks meet both. An `api` process leaves long work and
 * runs of workflows to others. Nothing is opened or asked yet.
 */
export function createCore({
  pools,
  databaseUrl,
  secret,
  encryptionKey,
  log,
  role,
  outboundAllow,
  onNews,
}: CoreParts): Core {
  const worksInBackground = role !== 'api'
  const queue = createRunQueue()
  const keys = {
    secret: deriveKey(secret, 'cursor'),
    encryptionKey: encryptionKey ?? deriveKey(secret, 'fields'),
  }
  const engine = createEngine({
    pool: pools.engine,
    fieldTypes,
    actions: actions.definitions,
    triggers,
    automation: queue.port,
    ...keys,
    log,
    runsJobs: worksInBackground,
    onCommit: onNews,
  })
  const memberships = new Memberships(pools.platform)
  const automation = createAutomation({
    engine,
    queue,
    pool: pools.automation,
    databaseUrl,
    actions,
    triggers,
    outboundAllow,
    runsWorkers: worksInBackground,
    administrators: (workspace) => memberships.administratorsOf(workspace),
    rolesOf: (workspace, people) => memberships.rolesOf(workspace, people),
    notified: onNews,
    log,
  })
  const scenarios = createScenarios({ databaseUrl, fieldTypes, actions, triggers, log, ...keys })
  return { engine, automation, scenarios }
}
