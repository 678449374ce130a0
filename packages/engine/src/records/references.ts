import { makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { newDraft, pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { heldByLinks } from './held-by-links.js'
import { leavingWith, pointingRows, references } from './leaving.js'
import type { Leaving, LeavingGroup } from './leaving.js'
import { readRows } from './read-rows.js'
import type { StoredRow } from './read-rows.js'
import type { RowChange } from './row-change.js'
import { writeDrafts } from './write-rows.js'
import type { WriteSession } from './write-session.js'

/**
 * Lookups and links of others with records going to the bin: where they refuse it, the deletion gets a problem, which names their object
 * to who may know it.
 */
export async function refuseReferenced(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<void> {
  const deleted = drafts.filter((draft) => draft.op === 'delete')
  if (deleted.length === 0) return
  const leaving = await leavingWith(session, object, deleted)
  for (const group of leaving.values()) {
    for (const { id, holder } of await heldByLinks(session, leaving, group)) {
      const draft = group.roots.get(id)
      draft?.problems.push(referencedBy(session, draft, holder))
    }
    for (const { child, lookup } of references(session, group.object)) {
      if (!holdsBack(lookup)) continue
      const staying = await stayingRows(session, leaving, group, child, lookup)
      const held = new Set(staying.flatMap(({ target }) => group.roots.get(target) ?? []))
      for (const draft of held) draft.problems.push(referencedBy(session, draft, child))
    }
  }
}

function referencedBy({ rights }: WriteSession, draft: Draft, holder: CatalogObject): FieldProblem {
  const label = rights?.sees(holder) === false ? undefined : holder.label
  return makeFieldProblem(pathOf(draft, ''), 'record.referenced', { label })
}

const holdsBack = ({ onDelete, required }: CatalogField): boolean =>
  onDelete === 'refuse' || (onDelete === 'clear' && required)

/**
 * Before records go to the bin: lookups of others that point there become blank, with version, history and event, so that the
 * records' owners see why a value is gone, and what is to go along goes first. Rules and required do not judge it. Gives the
 * changes for the roll-ups.
 */
export async function releaseReferences(
  session: WriteSession,
  object: CatalogObject,
  deleted: readonly Draft[],
): Promise<RowChange[]> {
  const leaving = await leavingWith(session, object, deleted)
  const changes: RowChange[] = []
  for (const group of leaving.values()) {
    for (const { child, lookup } of references(session, group.object)) {
      if (lookup.onDelete !== 'clear') continue
      const staying = await stayingRows(session, leaving, group, child, lookup)
      const ids = staying.map(({ id }) => id)
      if (ids.length > 0) changes.push(...(await clear(session, child, lookup, ids)))
    }
  }
  for (const { object: child, rows } of leaving.values()) {
    if (rows.size > 0) changes.push(...(await writeRows(session, child, 'delete', [...rows.values()])))
  }
  return changes
}

/** Records that point to a group of leaving ones and are not among those that leave. */
async function stayingRows(
  session: WriteSession,
  leaving: Leaving,
  group: LeavingGroup,
  child: CatalogObject,
  lookup: CatalogField,
): Promise<{ id: string; target: string }[]> {
  const pointing = await pointingRows(session, child, lookup, [...group.roots.keys()])
  return pointing.filter(({ id }) => leaving.get(child.id)?.roots.has(id) !== true)
}

async function clear(
  session: WriteSession,
  child: CatalogObject,
  lookup: CatalogField,
  ids: readonly string[],
): Promise<RowChange[]> {
  const options = { lock: 'change', deleted: false } as const
  const rows = await readRows(session.db, session.catalog, child, definerAccess, ids, options, session.runtime)
  return writeRows(session, child, 'change', [...rows.values()], (values) => new Map(values).set(lookup.id, null))
}

/** Writes rows as they are, or as `become` makes them, past rules and defaults. */
async function writeRows(
  session: WriteSession,
  object: CatalogObject,
  op: 'change' | 'delete',
  rows: readonly StoredRow[],
  become: (values: StoredRow['values']) => StoredRow['values'] = (values) => values,
): Promise<RowChange[]> {
  const drafts = rows.map((row) => {
    const draft = newDraft({ op, place: '', index: 0, id: row.id, ifVersion: undefined, sent: new Map() })
    draft.before = row.values
    draft.version = row.version
    draft.after = become(row.values)
    return draft
  })
  await writeDrafts(session, object, op, drafts)
  return drafts.map(({ id, version, before, after }) => ({
    object: object.id,
    id,
    op,
    version: version + 1,
    before,
    after: op === 'delete' ? null : after,
  }))
}
