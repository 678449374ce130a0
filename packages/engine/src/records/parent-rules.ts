import type { FieldProblem } from '@tessera/metadata'
import type { CatalogField, CatalogObject, CatalogRule } from '../catalog/catalog.js'
import { storedInputs } from '../catalog/stored-inputs.js'
import { refuse } from './parse-values.js'
import { PathReader } from './path-values.js'
import { evaluateOn, recordEnvironment } from './record-environment.js'
import type { RowChange } from './row-change.js'
import { loadTreePlaces } from './tree-places.js'
import type { WriteSession } from './write-session.js'

/**
 * Rules of parents that read a roll-up (paid ≤ contract, stock ≥ 0), judged under the parents' locks after the roll-ups
 * are right. A rule that turns true refuses the write; one that was true before does not. The message is the rule's own:
 * it names no record.
 */
export async function refuseBrokenParents(
  session: WriteSession,
  parent: CatalogObject,
  rollups: readonly CatalogField[],
  changes: readonly RowChange[],
): Promise<void> {
  const rules = rulesReading(session, parent, rollups)
  if (rules.length === 0 || changes.length === 0) return
  const paths = new PathReader(session.db, session.catalog, session.runtime)
  const conditions = rules.map((rule) => rule.when)
  await paths.load(parent, conditions, function* (lookup) {
    for (const { after } of changes) {
      const id = after?.get(lookup.id)
      if (typeof id === 'string') yield id
    }
  })
  const records = changes.flatMap(({ before, after }) =>
    before === null || after === null ? [] : [{ object: parent, before, after }],
  )
  await loadTreePlaces(paths, parent, conditions, records, session.runtime)
  const problems = changes.flatMap(({ before, after }) =>
    before === null || after === null ? [] : judge(before, after),
  )
  if (problems.length > 0) throw refuse(problems, false)

  function judge(before: NonNullable<RowChange['before']>, after: NonNullable<RowChange['after']>): FieldProblem[] {
    const now = recordEnvironment({ object: parent, before, after }, paths, session.runtime)
    const then = recordEnvironment({ object: parent, before, after: before }, paths, session.runtime)
    return rules
      .filter((rule) => evaluateOn(rule.when, now) === true && evaluateOn(rule.when, then) !== true)
      .map((rule) => ({ path: '', code: `rule.${rule.key}`, message: rule.message }))
  }
}

function rulesReading(session: WriteSession, parent: CatalogObject, rollups: readonly CatalogField[]): CatalogRule[] {
  const ids = new Set(rollups.map((field) => field.id))
  return parent.rules.filter((rule) =>
    storedInputs(session.catalog, parent, rule.when).some((input) => input.over.length === 0 && ids.has(input.field)),
  )
}
