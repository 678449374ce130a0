import { AppError, meetsVersion } from '@tessera/metadata'
import type { StoredDocument, TemplateManifest } from '@tessera/metadata'
import { byId } from './proposal.js'
import type { InstalledMap } from './proposal.js'
import type { InstalledState } from './template-rows.js'

/** Errors: 409 template.needs. */
export function requireNeeds({ needs = [] }: Pick<TemplateManifest, 'needs'>, installed: InstalledMap): void {
  for (const { key, version } of needs) {
    const there = installed.get(key)?.installed.version
    if (there === undefined || !meetsVersion(there, version)) throw new AppError('template.needs', { key, version })
  }
}

/** Whoever needs the template must still have what it needs: `version` is what it becomes, undefined when it goes. Errors: 409 template.needed. */
export function refuseNeeded(key: string, version: string | undefined, installed: InstalledMap): void {
  for (const { installed: other } of installed.values()) {
    const need = other.needs.find((each) => each.key === key)
    if (need === undefined || (version !== undefined && meetsVersion(version, need.version))) continue
    throw new AppError('template.needed', { by: other.title, version: need.version })
  }
}

/** The documents of the templates that one stands on, directly or by others, as they were installed. */
export function neededDocuments(needs: InstalledState['needs'], installed: InstalledMap): Map<string, StoredDocument> {
  const documents = new Map<string, StoredDocument>()
  const seen = new Set<string>()
  const add = (wanted: InstalledState['needs']): void => {
    for (const { key } of wanted) {
      const template = installed.get(key)
      if (template === undefined || seen.has(key)) continue
      seen.add(key)
      add(template.installed.needs)
      for (const [id, document] of byId(template.installed.base)) documents.set(id, document)
    }
  }
  add(needs)
  return documents
}
