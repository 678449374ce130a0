import { definerAccess } from '../access/access.js'
import { authorId } from '../access/actor.js'
import type { CatalogCriterion, CatalogObject, CatalogRule } from '../catalog/catalog.js'
import { evaluated, loadPaths } from './draft-world.js'
import type { DraftWorld } from './draft-world.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { PathReader } from './path-values.js'
import { readRows } from './read-rows.js'
import { evaluateOn, recordEnvironment } from './record-environment.js'
import { criteriaOf, refuseCriterion } from '../stages/judge-criteria.js'
import { waitsForLines } from './waits-for-lines.js'
import type { WriteSession } from './write-session.js'

/** Judges the rules and criteria of stages that waited, on the records as they are with their lines. Gives true when one speaks against a draft. */
export async function judgeWithLines(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<boolean> {
  const { db, catalog, runtime, actor } = session
  const waiting = (draft: Draft): CatalogRule[] =>
    object.rules.filter(({ when }) => waitsForLines(catalog, object, draft, when))
  const open = (draft: Draft): CatalogCriterion[] =>
    criteriaOf(draft).filter(({ formula }) => waitsForLines(catalog, object, draft, formula))
  const judged = drafts.filter((draft) => waiting(draft).length > 0 || open(draft).length > 0)
  if (judged.length === 0) return false
  const ids = judged.map(({ id }) => id)
  const rows = await readRows(db, catalog, object, definerAccess, ids, { lock: 'none', deleted: false }, runtime)
  const now = judged.map((draft): Draft => ({ ...draft, after: rows.get(draft.id)?.values ?? draft.after }))
  const world: DraftWorld = { db, catalog, object, runtime, actorId: authorId(actor) }
  const paths = new PathReader(db, catalog, runtime)
  const rules = object.rules.map(({ when }) => when)
  const criteria = now.flatMap((draft) => criteriaOf(draft).map(({ formula }) => formula))
  await loadPaths(world, now, [...rules, ...criteria], paths)
  let isRefused = false
  for (const draft of now) {
    const env = recordEnvironment(evaluated(world, draft), paths, runtime)
    for (const rule of waiting(draft)) {
      if (evaluateOn(rule.when, env) !== true) continue
      const path = pathOf(draft, rule.field?.key ?? '')
      // The same list as of the draft that is written.
      draft.problems.push({ path, code: `rule.${rule.key}`, message: rule.message })
      isRefused = true
    }
    for (const criterion of open(draft)) {
      if (evaluateOn(criterion.formula, env) === true) continue
      refuseCriterion(draft, criterion)
      isRefused = true
    }
  }
  return isRefused
}
