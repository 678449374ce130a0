import type { Access } from '../access/access.js'
import type { CatalogObject } from '../catalog/catalog.js'
import { linkingFields } from '../catalog/link-table.js'
import type { Draft } from './draft.js'
import { linkedIds } from './link-order.js'
import { unreadTargets } from './hidden-targets.js'
import type { WriteSession } from './write-session.js'

/**
 * A writer who sends a whole list of links has seen those in sight, and means these: the others stay. Such a list becomes what it
 * adds and takes away, once the record is read and before anything is computed from it.
 */
export async function keepUnseenLinks(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
): Promise<void> {
  if (access.isWhole) return
  for (const { field, links } of linkingFields(object)) {
    const left = drafts.flatMap((draft) => {
      const sent = draft.sent.get(field.id)
      if (!draft.chosen.includes(field.id) || !(Array.isArray(sent) || sent === null)) return []
      const wanted = linkedIds(sent)
      return [{ draft, wanted, leaving: linkedIds(draft.before.get(field.id)).filter((id) => !wanted.includes(id)) }]
    })
    const unread = await unreadTargets(
      session,
      access,
      links.target,
      left.flatMap(({ leaving }) => leaving),
    )
    for (const { draft, wanted, leaving } of left)
      if (leaving.some((id) => unread.has(id)))
        draft.sent.set(field.id, { add: wanted, remove: leaving.filter((id) => !unread.has(id)) } as never)
  }
}
