import type { TemplatePackage } from '@tessera/metadata'

/** Packages of templates, whoever brought them. */
export interface PackagesAtHand {
  /** The package of a key: what was uploaded into the workspace, else what comes with the product. */
  find(workspace: string, key: string): Promise<TemplatePackage | undefined>
}

/** None are at hand yet. */
export const packagesAtHand = (): PackagesAtHand => ({ find: async () => undefined })
