import { definerAccess } from '../access/access.js'
import { fieldById } from '../catalog/catalog.js'
import type { CatalogDuplicates, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { readRows } from '../records/read-rows.js'
import type { StoredRow } from '../records/read-rows.js'
import { evaluateOn, recordEnvironment } from '../records/record-environment.js'
import type { Values } from '../records/draft.js'
import type { PathValues } from '../records/path-values.js'
import { comparedFields } from './compared-fields.js'
import { compareBy } from './compared-values.js'
import type { Agreement, CompareValue } from './compared-values.js'
import { findCandidates } from './find-candidates.js'
import type { MatchWorld, Question } from './find-candidates.js'
import { probeOf } from './match-tokens.js'

/** A record that is compared with those that are there; without an id it is none of them. */
export interface Subject {
  readonly id: string | undefined
  readonly values: Values
  readonly rules: readonly CatalogDuplicates[]
}

/** A record that agrees with a subject by at least one rule. */
export interface AgreeingRecord {
  readonly row: StoredRow
  readonly agreements: readonly Agreement[]
}

/** The records that agree with each subject, in the order of the subjects; as the definer sees them. */
export async function agreeingRecords(
  world: MatchWorld,
  subjects: readonly Subject[],
  valueFor: CompareValue,
): Promise<readonly (readonly AgreeingRecord[])[]> {
  const { db, catalog, object, runtime } = world
  const questions = subjects.flatMap(({ id, values, rules }, subject): Question[] =>
    rules.flatMap((rule) => {
      const probe = concerns(world, rule, values) ? probeOf(rule, (field) => values.get(field), valueFor) : undefined
      return probe === undefined ? [] : [{ subject, probe, id }]
    }),
  )
  const found = await findCandidates(world, questions)
  const ids = [...new Set([...found.values()].flatMap((each) => [...each]))]
  if (ids.length === 0) return subjects.map(() => [])
  const options = { lock: 'none', deleted: false, ...readFields(object) } as const
  const rows = await readRows(db as never, catalog, object, definerAccess, ids, options, runtime)
  return subjects.map((subject, n) =>
    [...(found.get(n) ?? [])].flatMap((id) => {
      const row = rows.get(id)
      const agreements = row === undefined ? [] : agreementsOf(world, subject, row.values, valueFor)
      return row === undefined || agreements.length === 0 ? [] : [{ row, agreements }]
    }),
  )
}

/** By which rules of the subject another record agrees. */
export function agreementsOf(
  world: Pick<MatchWorld, 'object' | 'runtime'>,
  { values, rules }: Subject,
  other: Values,
  valueFor: CompareValue,
): readonly Agreement[] {
  return rules.flatMap((rule) => {
    if (!concerns(world, rule, values) || !concerns(world, rule, other)) return []
    return (
      compareBy(
        rule,
        (id) => values.get(id),
        (id) => other.get(id),
        valueFor,
      ) ?? []
    )
  })
}

const noPaths: PathValues = { get: () => null, me: () => null, title: () => null, above: () => null }

/** True for a record that a rule is about. */
export function concerns(
  { object, runtime }: Pick<MatchWorld, 'object' | 'runtime'>,
  { when }: CatalogDuplicates,
  values: Values,
): boolean {
  if (when === undefined) return true
  return evaluateOn(when, recordEnvironment({ object, before: values, after: values }, noPaths, runtime)) === true
}

/** What is compared, and whose the record is; all of it where a condition may ask for anything. */
function readFields(object: CatalogObject): { readonly fields?: readonly CatalogField[] } {
  if (object.duplicates.some(({ when }) => when !== undefined)) return {}
  return { fields: [...new Set([...comparedFields(object), fieldById(object, 'owner')])] }
}
