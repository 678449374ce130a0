import type { EngineContext } from '../engine-context.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { Ledger } from './ledger.js'

/** The ledgers of the workspaces this process has planned for. */
export class Ledgers {
  readonly #ledgers = new Map<string, Ledger>()

  constructor(private readonly context: EngineContext) {}

  /** The ledger of a workspace, up to date. */
  async of(workspace: string): Promise<Ledger> {
    const ledger = this.#ledgers.get(workspace) ?? new Ledger()
    this.#ledgers.set(workspace, ledger)
    await ledger.update(this.context.pool, schemaOf(workspace))
    return ledger
  }
}
