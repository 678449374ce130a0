import { definerAccess } from '../access/access.js'
import { authorId } from '../access/actor.js'
import type { Catalog, CatalogObject, CatalogRule } from '../catalog/catalog.js'
import { storedInputs } from '../catalog/stored-inputs.js'
import { evaluated, loadPaths } from './draft-world.js'
import type { DraftWorld } from './draft-world.js'
import { pathOf } from './draft.js'
import type { Draft } from './draft.js'
import { PathReader } from './path-values.js'
import { readRows } from './read-rows.js'
import { evaluateOn, recordEnvironment } from './record-environment.js'
import type { WriteSession } from './write-session.js'

/** Whether a rule reads a roll-up over lines that are written with the record: it is judged when they are there. */
export function waitsForLines(catalog: Catalog, object: CatalogObject, draft: Draft, rule: CatalogRule): boolean {
  if (draft.details.length === 0) return false
  return storedInputs(catalog, object, rule.when).some(({ over, field }) => {
    const rollup = over.length === 0 ? object.fieldsById.get(field)?.rollup : undefined
    return draft.details.some(
      ({ field: { details } }) => details?.child === rollup?.child && details?.via === rollup?.via,
    )
  })
}

/** Judges the rules that waited, on the records as they are with their lines. Gives true when one speaks against a draft. */
export async function judgeWithLines(
  session: WriteSession,
  object: CatalogObject,
  drafts: readonly Draft[],
): Promise<boolean> {
  const { db, catalog, runtime, actor } = session
  const waiting = (draft: Draft): CatalogRule[] =>
    object.rules.filter((rule) => waitsForLines(catalog, object, draft, rule))
  const judged = drafts.filter((draft) => waiting(draft).length > 0)
  if (judged.length === 0) return false
  const ids = judged.map(({ id }) => id)
  const rows = await readRows(db, catalog, object, definerAccess, ids, { lock: 'none', deleted: false }, runtime)
  const now = judged.map((draft): Draft => ({ ...draft, after: rows.get(draft.id)?.values ?? draft.after }))
  const world: DraftWorld = { db, catalog, object, runtime, actorId: authorId(actor) }
  const paths = new PathReader(db, catalog, runtime)
  const rules = object.rules.map(({ when }) => when)
  await loadPaths(world, now, rules, paths)
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
  }
  return isRefused
}
