import { localize, localizeFieldProblem, type Locale, type Localized, type TemplatePlan } from '@tessera/metadata'
import { localizePlan } from './localize-plan.js'

/** A plan of a template whose labels and sentences are in the caller's language. Values of conflicts are as the documents have them. */
export function localizeTemplatePlan(plan: TemplatePlan, locale: Locale): TemplatePlan {
  const labelled = <T extends { readonly label: Localized }>(all: readonly T[]): readonly T[] =>
    all.map((each) => ({ ...each, label: localize(each.label, locale) }))
  return {
    ...plan,
    taken: labelled(plan.taken).map((each) => ({ ...each, mine: localize(each.mine, locale) })),
    conflicts: labelled(plan.conflicts),
    kept: labelled(plan.kept),
    moved: labelled(plan.moved),
    left: plan.left.map((each) => ({
      ...each,
      problems: each.problems.map((problem) => localizeFieldProblem(problem, locale)),
    })),
    plan: localizePlan(plan.plan, locale),
  }
}
