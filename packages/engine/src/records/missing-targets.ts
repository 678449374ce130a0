import { makeFieldProblem } from '@tessera/metadata'
import { objectById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { linkingFields } from '../catalog/link-table.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { linkChanges } from './link-order.js'
import { liveTargets } from './live-targets.js'
import { lookupFields } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/**
 * Adds `field.unknown_record` to every draft that sets a lookup to a record that is not there or in the bin. In a
 * transaction the targets stay locked against the bin until it ends.
 */
export async function markMissingTargets(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  await markMissingLinks(session, object, drafts)
  for (const lookup of lookupFields(object)) {
    const setting = drafts.filter((draft) => sets(draft, lookup))
    if (setting.length === 0) continue
    const target = objectById(session.catalog, lookup.target ?? '')
    const ids = [...new Set(setting.map((draft) => String(draft.after.get(lookup.id))))]
    const live = await liveTargets(session, target, ids)
    for (const draft of setting) {
      if (live.has(String(draft.after.get(lookup.id)))) continue
      draft.problems.push(makeFieldProblem(pathOf(draft, lookup.key), 'field.unknown_record', { label: lookup.label }))
    }
  }
}

/** The same for links that are added. */
async function markMissingLinks(session: WriteSession, object: CatalogObject, drafts: readonly Draft[]): Promise<void> {
  for (const { field, links } of linkingFields(object)) {
    const setting = drafts.flatMap((draft) => {
      const { added } = linkChanges(draft, field)
      return added.length === 0 ? [] : [{ draft, added }]
    })
    if (setting.length === 0) continue
    const target = objectById(session.catalog, links.target)
    const ids = [...new Set(setting.flatMap(({ added }) => added))]
    const live = await liveTargets(session, target, ids)
    for (const { draft, added } of setting) {
      if (added.every((id) => live.has(id))) continue
      draft.problems.push(makeFieldProblem(pathOf(draft, field.key), 'field.unknown_record', { label: field.label }))
    }
  }
}

/** A record that comes back from the bin loses lookups whose target is no longer there, and is not among those that come back with it. */
export async function dropDeadTargets(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
  coming: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const lookup of lookupFields(object)) {
    const ids = drafts.map((draft) => draft.after.get(lookup.id)).filter((id) => typeof id === 'string')
    if (ids.length === 0) continue
    const live = await liveTargets(session, objectById(session.catalog, lookup.target ?? ''), ids)
    for (const draft of drafts) {
      const id = draft.after.get(lookup.id)
      if (typeof id === 'string' && !live.has(id) && !coming.has(id)) draft.after.set(lookup.id, null)
    }
  }
}

function sets(draft: Draft, lookup: CatalogField): boolean {
  const id = draft.after.get(lookup.id)
  return typeof id === 'string' && id !== draft.before.get(lookup.id)
}
