import type { Engine, EngineLog } from '@tessera/engine'
import type { Pool, PoolClient } from 'pg'
import type { ActionRegistry, AutomationOptions } from './contract.js'
import type { OutboundClient } from './outbound/outbound-client.js'

/** What every part of the automation holds: made once by `createAutomation`. */
export interface AutomationContext {
  readonly engine: Engine
  readonly pool: Pool
  readonly actions: ActionRegistry
  readonly triggers: AutomationOptions['triggers']
  readonly outbound: OutboundClient
  /** Id of this worker: of the process, and of this start of it. */
  readonly worker: string
  readonly clock: () => Date
  /** In [0, 1). */
  readonly random: () => number
  readonly log: EngineLog
  /** Asks the queue for a job once runs of a workspace are due: soon, or at an instant. In the transaction that inserts them. */
  readonly askForJob: (client: PoolClient, workspace: string, at?: Date) => Promise<void>
  readonly notified: NonNullable<AutomationOptions['notified']>
  readonly rolesOf: AutomationOptions['rolesOf']
  readonly administrators: NonNullable<AutomationOptions['administrators']>
}

/**
 * Seconds that the clock of the process is ahead of the real one: none, but in tests that move it. Due times are compared
 * with the clock of the database, which all processes share.
 */
export const clockSkew = ({ clock }: Pick<AutomationContext, 'clock'>): number =>
  Math.round((clock().getTime() - Date.now()) / 10) / 100
