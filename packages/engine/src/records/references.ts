import { makeFieldProblem } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { newDraft, pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { readRows } from './read-rows.js'
import type { RowChange } from './row-change.js'
import { columnOf } from './stored-fields.js'
import { writeDrafts } from './write-rows.js'
import type { WriteSession } from './write-session.js'

/** Lookups that point to records going to the bin: where they refuse it, the deletion gets a problem. */
export async function refuseReferenced(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  const deleted = drafts.filter((draft) => draft.op === 'delete')
  if (deleted.length === 0) return
  const leaving = new Set(deleted.map((draft) => draft.id))
  for (const { child, lookup } of references(session, object)) {
    if (lookup.onDelete !== 'refuse' && !lookup.required) continue
    const pointing = await pointingRows(session, child, lookup, [...leaving])
    const held = new Set(
      pointing.filter(({ id }) => child.id !== object.id || !leaving.has(id)).map(({ target }) => target),
    )
    for (const draft of deleted) {
      if (held.has(draft.id))
        draft.problems.push(makeFieldProblem(pathOf(draft, ''), 'record.referenced', { label: child.label }))
    }
  }
}

/**
 * Blanks every lookup of live records that points to records going to the bin, with version, history and event: the
 * records' owners see why a value is gone. Rules and required do not judge it. Gives the changes for the roll-ups.
 */
export async function clearReferences(
  session: WriteSession,
  object: CatalogObject,
  deleted: readonly Draft[],
): Promise<RowChange[]> {
  const leaving = new Set(deleted.map((draft) => draft.id))
  const changes: RowChange[] = []
  for (const { child, lookup } of references(session, object)) {
    const pointing = (await pointingRows(session, child, lookup, [...leaving])).filter(
      ({ id }) => child.id !== object.id || !leaving.has(id),
    )
    if (pointing.length === 0) continue
    const ids = pointing.map(({ id }) => id)
    const rows = await readRows(
      session.db,
      session.catalog,
      child,
      definerAccess,
      ids,
      { lock: 'change', deleted: false },
      session.runtime,
    )
    const drafts = [...rows.values()].map((row) => {
      const draft = newDraft({ op: 'change', place: '', index: 0, id: row.id, ifVersion: undefined, sent: new Map() })
      draft.before = row.values
      draft.version = row.version
      draft.after = new Map(row.values).set(lookup.id, null)
      return draft
    })
    await writeDrafts(session, child, 'change', drafts)
    changes.push(
      ...drafts.map(({ id, version, before, after }): RowChange => ({
        object: child.id,
        id,
        op: 'change',
        version: version + 1,
        before,
        after,
      })),
    )
  }
  return changes
}

function references(session: WriteSession, object: CatalogObject): { child: CatalogObject; lookup: CatalogField }[] {
  return object.referencedBy.map((relation) => {
    const child = objectById(session.catalog, relation.object)
    return { child, lookup: fieldById(child, relation.field) }
  })
}

async function pointingRows(
  session: WriteSession,
  child: CatalogObject,
  lookup: CatalogField,
  ids: readonly string[],
): Promise<{ id: string; target: string }[]> {
  const column = columnOf(lookup)
  const { rows } = await session.db.query<{ id: string; target: string }>(
    `SELECT id, ${column} AS target FROM ${child.table} WHERE ${column} = ANY($1::uuid[]) AND deleted_at IS NULL ORDER BY id`,
    [ids],
  )
  return rows
}
