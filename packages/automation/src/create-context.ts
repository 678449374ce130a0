import { hostname } from 'node:os'
import { uuid7 } from '@tessera/engine'
import type { AutomationContext } from './automation-context.js'
import type { AutomationOptions } from './contract.js'
import { askForJob } from './queue/ask-for-job.js'
import { createOutboundClient } from './outbound/outbound-client.js'

/** The context of a process, with what was left out filled in. */
export function createContext(options: AutomationOptions): AutomationContext {
  const clock = options.clock ?? (() => new Date())
  return {
    engine: options.engine,
    pool: options.pool,
    actions: options.actions,
    triggers: options.triggers,
    outbound: createOutboundClient({
      allow: options.outboundAllow ?? [],
      now: () => clock().getTime(),
      timeoutMs: options.outboundTimeoutMs ?? 10_000,
      openSecret: (workspace, name, place) => options.engine.secrets.open(workspace, name, place),
    }),
    worker: `${hostname()}/${process.pid}/${uuid7()}`,
    clock,
    random: Math.random,
    log: options.log ?? { info: () => undefined, error: () => undefined },
    askForJob,
    notified: options.notified ?? (() => undefined),
    rolesOf: options.rolesOf,
    administrators: options.administrators ?? (async () => []),
  }
}
