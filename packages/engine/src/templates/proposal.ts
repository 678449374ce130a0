import type { StoredDocument, TemplatePackage, TemplatePlan, TemplateRequest } from '@tessera/metadata'
import type { Proposal } from '../schema/prepared-change.js'
import type { InstalledState, TemplateRow } from './template-rows.js'

export type Documents = ReadonlyMap<string, StoredDocument>

/** What an upgrade or an installation would do, without what the planner says of it. */
export type TemplateOutline = Omit<TemplatePlan, 'plan'>

export interface TemplateProposal extends Proposal {
  readonly template: NonNullable<Proposal['template']>
}

/** What all three proposals are made from. */
export interface TemplateWork {
  readonly key: string
  /** The package at hand; not needed to uninstall. */
  readonly package?: TemplatePackage | undefined
  readonly request: TemplateRequest
}

export type Installed = TemplateRow & { readonly installed: InstalledState }
export type InstalledMap = ReadonlyMap<string, Installed>

export const byId = (documents: readonly StoredDocument[]): Map<string, StoredDocument> =>
  new Map(documents.map((document) => [document.id, document]))

export const nothingAbout = { taken: [], conflicts: [], kept: [], moved: [], left: [] } as const
