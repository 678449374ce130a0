import { makeFieldProblem } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import { objectById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { linkingFields } from '../catalog/link-table.js'
import { readTitles } from '../query/read-titles.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { linkChanges } from './link-order.js'
import { lookupFields } from './stored-fields.js'
import type { WriteSession } from './write-session.js'

/**
 * Adds `field.unknown_record` to every draft whose writer chose a record they may not read: it is as one that is not there, or ids
 * could be tried out. What defaults and rules set is theirs to choose; people and owners are everybody's to name.
 */
export async function markHiddenTargets(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
): Promise<void> {
  if (access.isWhole) return
  const choices = [
    ...lookupFields(object).map((field) => ({ field, target: field.target ?? '', idsOf: lookedUp(field) })),
    ...linkingFields(object).map(({ field, links }) => ({
      field,
      target: links.target,
      idsOf: (draft: Draft) => linkChanges(draft, field).added,
    })),
  ]
  for (const { field, target, idsOf } of choices) {
    const setting = drafts
      .filter(({ chosen }) => chosen.includes(field.memberOf ?? field.id))
      .map((draft) => ({ draft, ids: idsOf(draft) }))
    const unread = await unreadTargets(
      session,
      access,
      target,
      setting.flatMap(({ ids }) => ids),
    )
    for (const { draft, ids } of setting) {
      if (!ids.some((id) => unread.has(id))) continue
      draft.problems.push(makeFieldProblem(pathOf(draft, field.key), 'field.unknown_record', { label: field.label }))
    }
  }
}

/** Of records of one object, those that are not there or that the writer may not read. People are everybody's to name. */
export async function unreadTargets(
  { db, catalog, runtime }: WriteSession,
  access: Access,
  target: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (target === catalog.userObject || ids.length === 0 || seesAll(access, objectById(catalog, target)))
    return new Set()
  const seen = await readTitles(db, catalog, access, objectById(catalog, target), [...new Set(ids)], runtime)
  return new Set(ids.filter((id) => !seen.has(id)))
}

const seesAll = (access: Access, object: CatalogObject): boolean => access.rowRule(object, 't').sql === 'true'

const lookedUp =
  ({ id }: CatalogField) =>
  ({ before, after }: Draft): readonly string[] => {
    const target = after.get(id)
    return typeof target === 'string' && target !== before.get(id) ? [target] : []
  }
