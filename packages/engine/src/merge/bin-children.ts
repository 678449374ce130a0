import { AppError, localize, makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { Locale } from '@tessera/metadata'
import { checkDrafts } from '../records/check-drafts.js'
import { newDraft } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import { refuse } from '../records/parse-values.js'
import { readRows } from '../records/read-rows.js'
import { writeGood } from '../records/write-good.js'
import type { WriteSession } from '../records/write-session.js'
import type { CatalogObject } from '../catalog/catalog.js'
import type { ChildConflict } from './child-conflicts.js'
import { seenConflicts } from './seen-conflicts.js'
import type { SeenConflict } from './seen-conflicts.js'

/** Records that the person wants in the bin, by key of their object. */
export type ChosenForBin = Readonly<Record<string, readonly string[]>>

/** A record that went to the bin so that another one can point to the record that stays. */
export interface Binned {
  readonly child: CatalogObject
  readonly id: string
}

/**
 * Puts those children into the bin that were chosen from conflicting pairs, which takes the right to delete them. Of each conflict all
 * but one must be chosen.
 * Errors: merge.conflicts with every conflict that is open, record.invalid for choices that are none, access.denied.
 */
export async function binChosen(
  session: WriteSession,
  access: Access,
  locale: Locale,
  conflicts: readonly ChildConflict[],
  bin: ChosenForBin,
): Promise<readonly Binned[]> {
  const seen = await seenConflicts(session, access, conflicts)
  refuseForeign(seen, bin)
  const open = seen.filter(({ conflict: { child, ids } }) => ids.filter((id) => !chosen(bin, child).has(id)).length > 1)
  if (open.length > 0) {
    const errors = open.map((conflict) => problemOf(locale, conflict))
    throw new AppError('merge.conflicts', { count: open.length }).with({ errors })
  }
  const binned: Binned[] = []
  for (const child of new Set(conflicts.map((conflict) => conflict.child))) {
    const drafts = [...chosen(bin, child)].sort().map(deletion)
    if (drafts.length === 0) continue
    await requireDeletion(session, access, child, drafts)
    await checkDrafts(session, child, definerAccess, drafts)
    const problems = drafts.flatMap((draft) => draft.problems)
    if (problems.length > 0) throw refuse(problems, false)
    await writeGood(session, child, drafts, true)
    binned.push(...drafts.map(({ id }) => ({ child, id })))
  }
  return binned
}

const chosen = (bin: ChosenForBin, { key }: CatalogObject): ReadonlySet<string> =>
  new Set((Object.hasOwn(bin, key) ? (bin[key] ?? []) : []).map((id) => id.toLowerCase()))

const deletion = (id: string): Draft =>
  newDraft({ op: 'delete', place: '', index: 0, id, ifVersion: undefined, sent: new Map() })

/** Only what stands in the way may be put into the bin along the way. */
function refuseForeign(conflicts: readonly SeenConflict[], bin: ChosenForBin): void {
  const problems = Object.entries(bin).flatMap(([key, ids]) => {
    const known = new Set(
      conflicts
        .filter(({ conflict }) => conflict.child.key === key)
        .flatMap(({ titles }) => [...(titles?.keys() ?? [])]),
    )
    return ids.flatMap((id, at) =>
      known.has(id.toLowerCase()) ? [] : [makeFieldProblem(`bin/${key}/${at}`, 'merge.not_in_conflict')],
    )
  })
  if (problems.length > 0) throw refuse(problems, false)
}

function problemOf(locale: Locale, { conflict: { child, unique, ids }, titles }: SeenConflict): FieldProblem {
  if (titles === undefined) return makeFieldProblem('bin', 'merge.conflict_out_of_sight')
  return makeFieldProblem(`bin/${child.key}`, 'merge.conflict', {
    label: child.label,
    fields: unique.fields.map(({ label }) => localize(label, locale)).join('、'),
    names: ids.map((id) => titles.get(id) ?? '…').join('、'),
  })
}

/** What goes to the bin along the way goes by the rights of whoever merges, as it would by itself. */
export async function requireDeletion(
  { db, catalog, runtime }: WriteSession,
  access: Access,
  child: CatalogObject,
  drafts: readonly Pick<Draft, 'id'>[],
): Promise<void> {
  const ids = drafts.map(({ id }) => id)
  const options = { lock: 'none', deleted: true, fields: [] } as const
  const rows = await readRows(db, catalog, child, access, ids, options, runtime)
  const may = (id: string): boolean => access.verdict(child, rows.get(id)?.holds ?? []).may('delete')
  if (ids.some((id) => !rows.has(id) || !may(id))) throw new AppError('access.denied')
}
