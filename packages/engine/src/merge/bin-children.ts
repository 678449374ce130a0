import { AppError, localize, makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import { definerAccess } from '../access/access.js'
import type { Access } from '../access/access.js'
import type { Locale } from '@tessera/metadata'
import { readTitles } from '../query/read-titles.js'
import { checkDrafts } from '../records/check-drafts.js'
import { newDraft } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import { refuse } from '../records/parse-values.js'
import { writeGood } from '../records/write-good.js'
import type { WriteSession } from '../records/write-session.js'
import type { CatalogObject } from '../catalog/catalog.js'
import type { ChildConflict } from './child-conflicts.js'

/** Records that the person wants in the bin, by key of their object. */
export type ChosenForBin = Readonly<Record<string, readonly string[]>>

/** A record that went to the bin so that another one can point to the record that stays. */
export interface Binned {
  readonly child: CatalogObject
  readonly id: string
}

/**
 * Puts those children into the bin that were chosen from conflicting pairs. Of each conflict all but one must be chosen.
 * Errors: merge.conflicts with every conflict that is open, record.invalid for choices that are none.
 */
export async function binChosen(
  session: WriteSession,
  access: Access,
  locale: Locale,
  conflicts: readonly ChildConflict[],
  bin: ChosenForBin,
): Promise<readonly Binned[]> {
  refuseForeign(conflicts, bin)
  const open = conflicts.filter(({ child, ids }) => ids.filter((id) => !chosen(bin, child).has(id)).length > 1)
  if (open.length > 0) {
    const errors = await Promise.all(open.map((conflict) => problemOf(session, access, locale, conflict)))
    throw new AppError('merge.conflicts', { count: open.length }).with({ errors })
  }
  const binned: Binned[] = []
  for (const child of new Set(conflicts.map((conflict) => conflict.child))) {
    const drafts = [...chosen(bin, child)].sort().map(deletion)
    if (drafts.length === 0) continue
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
function refuseForeign(conflicts: readonly ChildConflict[], bin: ChosenForBin): void {
  const problems = Object.entries(bin).flatMap(([key, ids]) => {
    const known = new Set(conflicts.filter(({ child }) => child.key === key).flatMap((conflict) => conflict.ids))
    return ids.flatMap((id, at) =>
      known.has(id.toLowerCase()) ? [] : [makeFieldProblem(`bin/${key}/${at}`, 'merge.not_in_conflict')],
    )
  })
  if (problems.length > 0) throw refuse(problems, false)
}

async function problemOf(
  { db, catalog, runtime }: WriteSession,
  access: Access,
  locale: Locale,
  { child, unique, ids }: ChildConflict,
): Promise<FieldProblem> {
  const titles = await readTitles(db, catalog, access, child, ids, runtime)
  return makeFieldProblem(`bin/${child.key}`, 'merge.conflict', {
    label: child.label,
    fields: unique.fields.map(({ label }) => localize(label, locale)).join('、'),
    names: ids.map((id) => titles.get(id) ?? '…').join('、'),
  })
}
