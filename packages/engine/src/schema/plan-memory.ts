import { compileCatalog } from '../catalog/compile-catalog.js'
import { loadState } from '../catalog/load-catalog.js'
import type { StoredState } from '../catalog/load-catalog.js'
import type { EngineContext } from '../engine-context.js'
import { qualified } from '../storage/identifiers.js'
import type { Queryable } from '../storage/statement.js'
import { schemaOf } from '../storage/workspace-tables.js'
import type { Installed } from './installed.js'
import { Ledger } from './ledger.js'
import { partChanges } from './part-changes.js'
import { wantedParts } from './wanted-parts.js'

/**
 * What this process has read of the workspaces it plans for, so that a plan reads only what it does not know: ids ever given,
 * and what is published. Nothing is trusted for being recent: every plan asks for the revision in its own snapshot.
 */
export class PlanMemory {
  readonly #ledgers = new Map<string, Ledger>()
  readonly #installed = new Map<string, Installed>()

  constructor(private readonly context: EngineContext) {}

  /** The ledger of a workspace, up to date with what `db` sees. */
  async ledger(db: Queryable, workspace: string): Promise<Ledger> {
    const ledger = this.#ledgers.get(workspace) ?? new Ledger()
    this.#ledgers.set(workspace, ledger)
    await ledger.update(db, schemaOf(workspace))
    return ledger
  }

  /** What is published in the snapshot of `db`. Errors: workspace.unknown. */
  async installed(db: Queryable, workspace: string): Promise<Installed> {
    const known = this.#installed.get(workspace)
    if (known !== undefined && known.state.revision === (await readRevision(db, workspace))) return known
    const state = await loadState(db, workspace)
    const compiled = this.context.catalogs.known(workspace)
    const catalog =
      compiled?.revision === state.revision
        ? compiled
        : compileCatalog({ ...state, fieldTypes: this.context.fieldTypes, actions: this.context.actions }).catalog
    this.context.catalogs.keep(catalog)
    const isComplete = partChanges(wantedParts(catalog), state.physical).length === 0
    const installed = { state: { ...state, documents: catalog.documents }, catalog, isComplete }
    this.keep(installed)
    return installed
  }

  /** A job has changed physical names without a new revision: they are read again. */
  forget(workspace: string): void {
    this.#installed.delete(workspace)
  }

  /**
   * Keeps what this process has read or published. While jobs work on parts, physical names change without a new revision:
   * then everything is read again.
   */
  keep(installed: Installed): void {
    const { state } = installed
    if (state.physical.some(isAtWork)) this.#installed.delete(state.workspace.key)
    else this.#installed.set(state.workspace.key, installed)
  }
}

/** Made by a job ahead of its publish. */
const isAhead = ({ shadow, ahead }: StoredState['physical'][number]['definition']): boolean =>
  shadow !== undefined || ahead !== undefined

async function readRevision(db: Queryable, workspace: string): Promise<number | undefined> {
  const { rows } = await db.query<{ revision: number }>(
    `SELECT revision FROM ${qualified(schemaOf(workspace), 'meta')}`,
  )
  return rows[0]?.revision
}

const isAtWork = ({ definition }: StoredState['physical'][number]): boolean =>
  definition.building === true || definition.recalculating === true || isAhead(definition)
