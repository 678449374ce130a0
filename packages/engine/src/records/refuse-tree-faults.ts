import { makeFieldProblem } from '@tessera/metadata'
import type { Access } from '../access/access.js'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { readTitles } from '../query/read-titles.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { columnOf } from './stored-fields.js'
import { readAbove } from './read-above.js'
import type { WriteSession } from './write-session.js'

/** Levels of a tree, the top one included. Reading does not depend on it; people, and screens that show the way up, do. */
export const mostTreeLevels = 50

/**
 * Who moves a record in a tree waits for others who do so: before rows are locked where the writer sends the parent, so that two of
 * them cannot wait for each other.
 */
export async function lockTree(session: WriteSession, object: CatalogObject, drafts: readonly Draft[]): Promise<void> {
  const { tree } = object
  if (tree !== undefined && drafts.some(({ op, sent }) => op === 'change' && sent.has(tree.id)))
    await takeLock(session, object)
}

/**
 * Adds a problem to every draft that would be above itself or too deep. Under the lock of the tree the ancestors are read anew,
 * by a statement that sees what the lock waited for; moves of one batch see each other.
 *
 * Problems: `field.circle` (names the records of the circle that `access` may read), `field.tree_depth`.
 */
export async function refuseTreeFaults(
  session: WriteSession,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
): Promise<void> {
  const { tree } = object
  if (tree === undefined) return
  const placed = drafts.filter((draft) => isPlaced(draft, tree))
  if (placed.length === 0) return
  const moved = placed.filter(({ op }) => op !== 'create')
  // A new record has nothing below it: it closes no circle, and need not wait.
  if (moved.length > 0) await takeLock(session, object)
  const starts = [...new Set(placed.map((draft) => parentOf(draft, tree)))]
  const above = new Map(await readAbove(session.db, object, starts, session.runtime))
  for (const draft of drafts) {
    if (draft.op !== 'delete') above.set(draft.id, (draft.after.get(tree.id) as string | null | undefined) ?? null)
  }
  const heights = await heightsOf(session, object, tree, moved)
  for (const draft of placed) {
    const way = wayUp(draft.id, above)
    if (way.circle !== undefined) {
      const circle = await namesOf(session, object, access, way.circle)
      draft.problems.push(makeFieldProblem(pathOf(draft, tree.key), 'field.circle', { label: tree.label, circle }))
    } else if (way.levels + (heights.get(draft.id) ?? 0) > mostTreeLevels) {
      const details = { label: tree.label, limit: mostTreeLevels }
      draft.problems.push(makeFieldProblem(pathOf(draft, tree.key), 'field.tree_depth', details))
    }
  }
}

const parentOf = (draft: Draft, tree: CatalogField): string => String(draft.after.get(tree.id))

/** Does the draft put its record somewhere it was not? */
function isPlaced(draft: Draft, tree: CatalogField): boolean {
  const parent = draft.after.get(tree.id)
  if (draft.op === 'delete' || typeof parent !== 'string') return false
  return draft.op === 'restore' || draft.before.get(tree.id) !== parent
}

async function takeLock({ db, catalog }: WriteSession, object: CatalogObject): Promise<void> {
  const name = `tree ${catalog.workspace.schema} ${object.id}`
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
}

interface Way {
  /** From the record to the top, both counted. */
  readonly levels: number
  /** The record, what is above it, …, the record again. */
  readonly circle: readonly string[] | undefined
}

/** A circle that the record does not belong to (of data from before the tree) only ends the way. */
function wayUp(id: string, above: ReadonlyMap<string, string | null>): Way {
  const way = [id]
  for (;;) {
    const next = above.get(way.at(-1) ?? '') ?? null
    if (next === id) return { levels: way.length, circle: [...way, id] }
    if (next === null || way.includes(next)) return { levels: way.length, circle: undefined }
    way.push(next)
  }
}

/** Levels below each record that moves, as they are now. */
async function heightsOf(
  { db }: WriteSession,
  { table }: CatalogObject,
  tree: CatalogField,
  moved: readonly Draft[],
): Promise<ReadonlyMap<string, number>> {
  if (moved.length === 0) return new Map()
  const { rows } = await db.query<{ root: string; height: number }>(
    `WITH RECURSIVE below(root, id, depth) AS (
       SELECT u.id, u.id, 0 FROM unnest($1::uuid[]) AS u(id)
       UNION ALL SELECT b.root, t.id, b.depth + 1 FROM below AS b JOIN ${table} AS t
         ON t.${columnOf(tree)} = b.id AND t.deleted_at IS NULL WHERE b.depth < $2
     ) SELECT root, max(depth) AS height FROM below GROUP BY root`,
    [moved.map(({ id }) => id), mostTreeLevels],
  )
  return new Map(rows.map(({ root, height }) => [root, height]))
}

/** 「北京 → 华北 → 北京」; a record out of sight is `…`, and of a long circle the middle is left out. */
async function namesOf(
  { db, catalog, runtime }: WriteSession,
  object: CatalogObject,
  access: Access,
  circle: readonly string[],
): Promise<string> {
  const named = circle.length > 8 ? [...circle.slice(0, 4), '', ...circle.slice(-3)] : circle
  const ids = [...new Set(named.filter((id) => id !== ''))]
  const titles = await readTitles(db, catalog, access, object, ids, runtime)
  return named.map((id) => titles.get(id) ?? '…').join(' → ')
}
