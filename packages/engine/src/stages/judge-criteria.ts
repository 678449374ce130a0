import type { CatalogCriterion } from '../catalog/catalog.js'
import { evaluated, loadPaths } from '../records/draft-world.js'
import type { DraftWorld } from '../records/draft-world.js'
import { pathOf } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import { waitsForLines } from '../records/waits-for-lines.js'
import type { PathReader } from '../records/path-values.js'
import { evaluateOn, recordEnvironment } from '../records/record-environment.js'

/** The criteria of the stages a draft comes to. */
export const criteriaOf = (draft: Draft): readonly CatalogCriterion[] =>
  draft.entered.flatMap(({ criteria }) => criteria)

/**
 * What speaks against drafts among the criteria of the stages they come to: `criterion.<key>`. Those that read sums over lines
 * which are written with the record wait for them. A draft with values of a wrong type is not asked.
 */
export async function judgeCriteria(world: DraftWorld, drafts: readonly Draft[], paths: PathReader): Promise<void> {
  const judged = drafts.filter((draft) => criteriaOf(draft).length > 0 && draft.problems.every(speaksOfStages))
  if (judged.length === 0) return
  await loadPaths(
    world,
    judged,
    judged.flatMap((draft) => criteriaOf(draft).map(({ formula }) => formula)),
    paths,
  )
  for (const draft of judged) {
    const env = recordEnvironment(evaluated(world, draft), paths, world.runtime)
    for (const criterion of criteriaOf(draft)) {
      if (waitsForLines(world.catalog, world.object, draft, criterion.formula)) continue
      if (evaluateOn(criterion.formula, env) !== true) refuseCriterion(draft, criterion)
    }
  }
}

/** Notes that a criterion is not met. */
export function refuseCriterion(draft: Draft, { key, field, message }: CatalogCriterion): void {
  draft.problems.push({ path: pathOf(draft, field?.key ?? ''), code: `criterion.${key}`, message })
}

/** True for problems that leave every value of a record what it is: other rules may speak besides. */
export const speaksOfStages = ({ code }: { readonly code: string }): boolean =>
  code.startsWith('stage.') || code.startsWith('criterion.')
