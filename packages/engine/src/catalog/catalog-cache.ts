import { AppError } from '@tessera/metadata'
import type { Pool } from 'pg'
import { emptyOrganisation } from '../access/organisation.js'
import { loadOrganisation } from '../access/load-organisation.js'
import { qualified } from '../storage/identifiers.js'
import { sqlState } from '../storage/transaction.js'
import { schemaOf } from '../storage/workspace-tables.js'
import type { Catalog } from './catalog.js'
import { loadCatalog } from './load-catalog.js'
import type { CatalogExtensions } from './load-catalog.js'

/** Thrown by a statement that ran at another revision than its catalog: nothing was written, plan again. */
export class StaleCatalog extends Error {
  constructor() {
    super('the documents changed while the request was running')
  }
}

/** undefined_table, undefined_column, undefined_object, cached plan must not change result type */
const staleStates = new Set(['42P01', '42703', '42704', '0A000'])

/** Times work is done over because the documents changed while it ran. */
const mostAttempts = 5

/**
 * The newest catalog of every workspace this process has used. Nothing is trusted for being recent: reads compare the
 * revision they ran at, writes are guarded by it, and a refusal is checked once against the database before it counts.
 */
export class CatalogCache {
  readonly #catalogs = new Map<string, Catalog>()
  readonly #loading = new Map<string, Promise<Catalog>>()

  constructor(
    private readonly pool: Pool,
    private readonly extensions: CatalogExtensions,
  ) {}

  /** The catalog this process knows, loaded when it knows none. Errors: workspace.unknown. */
  async get(workspace: string): Promise<Catalog> {
    return this.#catalogs.get(workspace) ?? this.#load(workspace)
  }

  /** The catalog this process knows, if any; asks nobody. */
  known(workspace: string): Catalog | undefined {
    return this.#catalogs.get(workspace)
  }

  /** The catalog of the database's revision; the known one when it is still that. */
  async refresh(workspace: string): Promise<Catalog> {
    const known = this.#catalogs.get(workspace)
    if (known === undefined) return this.#load(workspace)
    const { rows } = await this.pool.query<{ revision: number; organisation: number }>(
      `SELECT revision, (SELECT revision FROM ${qualified(schemaOf(workspace), 'organisation')}) AS organisation
       FROM ${qualified(schemaOf(workspace), 'meta')}`,
    )
    if (rows[0]?.revision !== known.revision) return this.#load(workspace)
    if (rows[0].organisation === known.organisation.revision) return known
    const fresh = { ...known, organisation: await loadOrganisation(this.pool, known) }
    if (this.#catalogs.get(workspace) === known) this.#catalogs.set(workspace, fresh)
    return fresh
  }

  /** Keeps a catalog that this process has just published or loaded. */
  keep(catalog: Catalog): void {
    const known = this.#catalogs.get(catalog.workspace.key)
    if (known !== undefined && known.revision >= catalog.revision) return
    // A publish compiles documents alone: the organisation is the one that was known.
    const organisation = catalog.organisation === emptyOrganisation ? known?.organisation : catalog.organisation
    if (organisation !== undefined) this.#catalogs.set(catalog.workspace.key, { ...catalog, organisation })
  }

  /**
   * Runs `work` with the known catalog and, when it fails in a way that an old catalog could explain, once more with
   * the current one; where the documents changed while it ran, a few times more. `work` must leave nothing behind when it throws:
   * it is one statement or one transaction. Errors: request.busy, when publishes follow one another faster than it is done.
   */
  async with<T>(workspace: string, work: (catalog: Catalog) => Promise<T>): Promise<T> {
    let catalog = await this.get(workspace)
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(catalog)
      } catch (error) {
        if (!mayBeStale(error)) throw error
        const isStale = error instanceof StaleCatalog
        if (isStale && attempt === mostAttempts) throw new AppError('request.busy').with({ cause: error })
        if (attempt >= (error instanceof AppError ? 2 : mostAttempts)) throw error
        const fresh = await this.refresh(workspace)
        if (!isStale && fresh === catalog) throw error
        catalog = fresh
      }
    }
  }

  /** As `with`, for work none of whose statements says at which revision it ran: roles that were changed elsewhere count at once. */
  async withCurrent<T>(workspace: string, work: (catalog: Catalog) => Promise<T>): Promise<T> {
    await this.refresh(workspace)
    return this.with(workspace, work)
  }

  #load(workspace: string): Promise<Catalog> {
    const running = this.#loading.get(workspace)
    if (running !== undefined) return running
    const loading = loadCatalog(this.pool, workspace, this.extensions)
      .then((catalog) => {
        this.keep(catalog)
        return this.#catalogs.get(workspace) ?? catalog
      })
      .finally(() => this.#loading.delete(workspace))
    this.#loading.set(workspace, loading)
    return loading
  }
}

function mayBeStale(error: unknown): boolean {
  return error instanceof StaleCatalog || error instanceof AppError || staleStates.has(sqlState(error) ?? '')
}
