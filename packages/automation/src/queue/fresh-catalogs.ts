import type { AutomationDoor, Catalog } from '@tessera/engine'

/** How long a catalog is good enough to work with: what is written is guarded by the engine all the same. */
const goodForMs = 1_000

/**
 * Catalogs for stepping runs. Asking for the revision before every handful of runs would cost as much as the claim: it is
 * asked once a second, and whenever a workflow does not fit the catalog at hand.
 */
export class FreshCatalogs {
  readonly #kept = new Map<string, { readonly catalog: Promise<Catalog>; readonly until: number }>()

  constructor(private readonly door: AutomationDoor) {}

  get(workspace: string): Promise<Catalog> {
    const kept = this.#kept.get(workspace)
    return kept !== undefined && Date.now() < kept.until ? kept.catalog : this.refresh(workspace)
  }

  refresh(workspace: string): Promise<Catalog> {
    const catalog = this.door.catalog(workspace)
    this.#kept.set(workspace, { catalog, until: Date.now() + goodForMs })
    catalog.catch(() => this.#kept.delete(workspace))
    return catalog
  }
}
