import type { ClientBase, Pool } from 'pg'
import type { Access } from '../access/access.js'
import type { AutomationPort } from '../automation-contract.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import type { RuntimeValues } from '../storage/statement.js'
import type { PendingRuns } from '../workflows/pending-runs.js'

/** One request's view while it writes: where, what, who, when. */
export interface WriteSession {
  readonly db: Pool | ClientBase
  readonly catalog: Catalog
  readonly actor: Actor
  readonly runtime: RuntimeValues
  /** What the write starts. */
  readonly runs: PendingRuns
  readonly automation: AutomationPort | undefined
  /** What the writer may do; absent where nobody is asked. */
  readonly rights?: Access
  /** The writer knows that a record like it may be there. */
  readonly acceptsDuplicates?: boolean
}
