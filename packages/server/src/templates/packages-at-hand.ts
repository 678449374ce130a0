import type { TemplatePackage } from '@tessera/metadata'
import type { TemplateShelf } from './template-shelf.js'

/** Packages of templates, whoever brought them. */
export interface PackagesAtHand {
  /** The package of a key: what was uploaded into the workspace, else what comes with the product. */
  find(workspace: string, key: string): Promise<TemplatePackage | undefined>
}

/** Those that come with the product. */
export const packagesAtHand = (shelf: TemplateShelf): PackagesAtHand => ({ find: (_, key) => shelf.find(key) })
