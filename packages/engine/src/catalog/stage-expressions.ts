import type { Expression } from '@tessera/formula'
import type { CatalogStageSet } from './catalog.js'

/** What is evaluated to know which stages count for a record, and whether it may come to them. */
export function* stageExpressions(sets: readonly CatalogStageSet[]): Generator<Expression> {
  for (const { when, steps } of sets) {
    if (when !== undefined) yield when
    for (const { criteria } of steps) for (const { formula } of criteria) yield formula
  }
}
