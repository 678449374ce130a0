import type { CatalogField, CatalogObject, CatalogStage, CatalogStageSet } from '../catalog/catalog.js'
import { evaluated, loadPaths } from '../records/draft-world.js'
import type { DraftWorld } from '../records/draft-world.js'
import type { Draft } from '../records/draft.js'
import type { PathReader } from '../records/path-values.js'
import { evaluateOn, recordEnvironment } from '../records/record-environment.js'

/** The sets of an object by the field whose options are their stages, in the order in which they are asked. */
export function setsByField(object: CatalogObject): ReadonlyMap<CatalogField, readonly CatalogStageSet[]> {
  let found = known.get(object)
  if (found === undefined) {
    found = new Map(
      [...new Set(object.stages.map(({ field }) => field))].map((field) => [
        field,
        object.stages.filter((set) => set.field === field),
      ]),
    )
    known.set(object, found)
  }
  return found
}

const known = new WeakMap<CatalogObject, ReadonlyMap<CatalogField, readonly CatalogStageSet[]>>()

/** Reads what the conditions of sets want to know over lookups, in both states of the drafts. */
export async function loadConditions(
  world: DraftWorld,
  drafts: readonly Draft[],
  sets: readonly CatalogStageSet[],
  paths: PathReader,
): Promise<void> {
  const conditions = sets.flatMap(({ when }) => when ?? [])
  if (conditions.length > 0 && drafts.length > 0) await loadPaths(world, drafts, conditions, paths)
}

/** The set that counts for a record: the first whose condition holds; undefined when none does. */
export function setOf(
  world: DraftWorld,
  draft: Draft,
  sets: readonly CatalogStageSet[],
  paths: PathReader,
): CatalogStageSet | undefined {
  return sets.find(({ when }) => {
    if (when === undefined) return true
    return evaluateOn(when, recordEnvironment(evaluated(world, draft), paths, world.runtime)) === true
  })
}

/** The stage of a set that a value of its field names. */
export const stageOf = (set: CatalogStageSet | undefined, value: unknown): CatalogStage | undefined =>
  set?.steps.find(({ key }) => key === value)
