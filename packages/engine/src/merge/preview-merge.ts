import { AppError, localize } from '@tessera/metadata'
import type { MergePreview, MergeRequest } from '@tessera/metadata'
import { compileAccess } from '../access/compile-access.js'
import type { Access } from '../access/access.js'
import type { Catalog } from '../catalog/catalog.js'
import type { Actor } from '../contract.js'
import type { EngineContext } from '../engine-context.js'
import { openWrite } from '../records/write-request.js'
import { readRows } from '../records/read-rows.js'
import type { StoredRow } from '../records/read-rows.js'
import { childConflicts } from './child-conflicts.js'
import { findMoves } from './find-moves.js'
import type { Move } from './find-moves.js'
import { countLinks } from './move-links.js'
import { requireRights } from './merge-records.js'
import { mergedIds } from './merge-request.js'
import { requireOnRows } from './require-on-rows.js'
import { seenConflicts } from './seen-conflicts.js'

/**
 * What a merge would move and what stands in its way; writes nothing. Objects the actor may not know only add to a number. It takes
 * the rights that the merge takes.
 * Errors: as of `mergeRecords`, without those of values.
 */
export async function previewMerge(
  context: EngineContext,
  catalog: Catalog,
  actor: Actor,
  key: string,
  asked: Pick<MergeRequest, 'keep' | 'merge'>,
): Promise<MergePreview> {
  const request = openWrite(context, catalog, actor, key)
  requireRights(request)
  const { session, object } = request
  const ids = mergedIds(asked)
  const access = compileAccess(catalog, actor)
  const { locale } = actor
  const all = [ids.keep, ...ids.merge]
  const options = { lock: 'none', deleted: false, fields: [] } as const
  const rows = await readRows(session.db, catalog, object, access, all, options, session.runtime)
  if (rows.size < all.length) throw new AppError('record.not_found')
  const rowsOf = (wanted: readonly string[]): StoredRow[] => wanted.flatMap((id) => rows.get(id) ?? [])
  requireOnRows(request, 'change', rowsOf([ids.keep]))
  requireOnRows(request, 'delete', rowsOf(ids.merge))
  const moves = (await findMoves(session, object, ids)).filter(({ inBin }) => !inBin)
  const conflicts = await seenConflicts(session, access, await childConflicts(session, object, ids))
  const seen = moves.filter((move) => isSeen(access, move))
  const links = (await countLinks(session, object, ids)).map(({ side, count }) => {
    return { child: side.object, lookup: side.field, count }
  })
  const shown = links.filter((link) => isSeen(access, link))
  return {
    related: [...relatedOf(seen), ...shown].map(({ child, lookup, count }) => ({
      object: child.key,
      label: localize(child.label, locale),
      field: lookup.key,
      fieldLabel: localize(lookup.label, locale),
      count,
    })),
    conflicts: conflicts.flatMap(({ conflict: { child, unique }, titles }) =>
      titles === undefined
        ? []
        : {
            object: child.key,
            label: localize(child.label, locale),
            fields: unique.fields.map(({ label }) => localize(label, locale)),
            records: [...titles].map(([id, title]) => ({ id, title })),
          },
    ),
    hidden: moves.length - seen.length + countOf(links) - countOf(shown),
  }
}

const countOf = (links: readonly { readonly count: number }[]): number =>
  links.reduce((sum, { count }) => sum + count, 0)

const isSeen = (access: Access, { child, lookup }: Pick<Move, 'child' | 'lookup'>): boolean =>
  access.sees(child) && access.reads(child.fieldsById.get(lookup.memberOf ?? lookup.id) ?? lookup)

function relatedOf(moves: readonly Move[]): readonly (Pick<Move, 'child' | 'lookup'> & { count: number })[] {
  const found = new Map<Move['lookup'], Pick<Move, 'child' | 'lookup'> & { count: number }>()
  for (const { child, lookup } of moves) {
    const known = found.get(lookup)
    if (known === undefined) found.set(lookup, { child, lookup, count: 1 })
    else known.count += 1
  }
  return [...found.values()].sort((a, b) => b.count - a.count)
}
