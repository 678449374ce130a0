import type { Queryable } from '../storage/statement.js'
import { schemaOf } from '../storage/workspace-tables.js'
import { Ledger } from './ledger.js'

/** The ledgers of the workspaces this process has planned for. */
export class Ledgers {
  readonly #ledgers = new Map<string, Ledger>()

  /** The ledger of a workspace, up to date with what `db` sees. */
  async of(db: Queryable, workspace: string): Promise<Ledger> {
    const ledger = this.#ledgers.get(workspace) ?? new Ledger()
    this.#ledgers.set(workspace, ledger)
    await ledger.update(db, schemaOf(workspace))
    return ledger
  }
}
