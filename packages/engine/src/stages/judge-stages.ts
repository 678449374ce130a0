import { heldValue } from '../records/any-records.js'
import { makeFieldProblem } from '@tessera/metadata'
import type { FieldProblem } from '@tessera/metadata'
import type { CatalogField, CatalogStage, CatalogStageSet } from '../catalog/catalog.js'
import { differs } from '../records/draft-world.js'
import type { DraftWorld } from '../records/draft-world.js'
import { pathOf, sameValue } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import type { PathReader } from '../records/path-values.js'
import { judgeCriteria } from './judge-criteria.js'
import { loadConditions, setOf, setsByField, stageOf } from './stage-sets.js'

/**
 * Which stage each draft comes to, and whether it may: allowed moves, required fields, criteria. A record that another set counts for
 * now begins at its first stage, unless its stage belongs to that one too. Notes since when, and the probability where the writer
 * gave none. A record that stays where it is is asked only that what its stage requires is not taken away.
 *
 * Problems: `stage.move`, `stage.required`, `stage.cleared`, `stage.foreign`, `criterion.<key>`.
 */
export async function judgeStages(world: DraftWorld, drafts: readonly Draft[], paths: PathReader): Promise<void> {
  for (const [field, sets] of setsByField(world.object)) {
    const open = drafts.filter(
      (draft) => (draft.op === 'create' || draft.op === 'change') && differs(draft) && !isRefusedAt(draft, field),
    )
    await loadConditions(world, open, sets, paths)
    for (const draft of open) {
      const set = setOf(world, draft, sets, paths)
      if (set !== undefined && belongsAnew(world, draft, set, sets, paths))
        draft.after.set(field.id, set.steps[0]?.key ?? null)
      if (set !== undefined) judge(draft, set)
      stamp(world, draft, sets, set)
    }
  }
  await judgeCriteria(world, drafts, paths)
}

/** True when the record comes under this set with the write, and its stage is none of its stages and was not chosen. */
function belongsAnew(
  world: DraftWorld,
  draft: Draft,
  set: CatalogStageSet,
  sets: readonly CatalogStageSet[],
  paths: PathReader,
): boolean {
  const { field } = set
  const stage = draft.after.get(field.id) ?? null
  if (draft.op === 'create' || stageOf(set, stage) !== undefined) return false
  if (stage !== null && !sameValue(stage, draft.before.get(field.id))) return false
  return setOf(world, { ...draft, after: draft.before }, sets, paths) !== set
}

function judge(draft: Draft, set: CatalogStageSet): void {
  const { field } = set
  const before = draft.before.get(field.id) ?? null
  const after = draft.after.get(field.id) ?? null
  const from = stageOf(set, before)
  const to = stageOf(set, after)
  const refuse = (problem: FieldProblem): unknown => draft.problems.push(problem)
  const path = pathOf(draft, field.key)
  if (sameValue(before, after)) {
    if (to !== undefined) requireFields(draft, to, true)
    return
  }
  if (after === null) {
    if (from !== undefined) refuse(makeFieldProblem(path, 'stage.cleared', { label: field.label, set: set.label }))
    return
  }
  if (to === undefined) {
    const stage = labelOf(field, after)
    refuse(
      makeFieldProblem(path, 'stage.foreign', { stage, set: set.label, allowed: set.steps.map(({ label }) => label) }),
    )
    return
  }
  if (from?.moves !== undefined && !from.moves.has(to.key)) {
    const allowed = set.steps.filter(({ key }) => from.moves?.has(key)).map(({ label }) => label)
    refuse(makeFieldProblem(path, 'stage.move', { from: from.label, to: to.label, allowed }))
    return
  }
  requireFields(draft, to, false)
  draft.entered.push(to)
}

/** @param isKept the record is in the stage already: a blank it had before is left alone */
function requireFields(draft: Draft, stage: CatalogStage, isKept: boolean): void {
  for (const field of stage.required) {
    const isBlank = heldValue(draft.after, field) === null
    const wasBlank = heldValue(draft.before, field) === null
    if (!isBlank || (isKept && wasBlank) || isRefusedAt(draft, field)) continue
    const details = { stage: stage.label, label: field.label }
    draft.problems.push(makeFieldProblem(pathOf(draft, field.key), 'stage.required', details))
  }
}

function stamp(
  { runtime }: DraftWorld,
  draft: Draft,
  sets: readonly CatalogStageSet[],
  set: CatalogStageSet | undefined,
): void {
  const field = sets[0]?.field.id ?? ''
  const stage = draft.after.get(field) ?? null
  if (sameValue(stage, draft.before.get(field))) return
  for (const { since } of sets)
    if (since !== undefined) draft.after.set(since.id, stage === null ? null : new Date(runtime.now).toISOString())
  const probability = stageOf(set, stage)?.probability
  if (set?.probability !== undefined && probability !== undefined && !draft.sent.has(set.probability.id))
    draft.after.set(set.probability.id, probability)
}

const isRefusedAt = (draft: Draft, field: CatalogField): boolean =>
  draft.problems.some(({ path }) => path === pathOf(draft, field.key))

function labelOf(field: CatalogField, key: unknown): CatalogStage['label'] {
  const options = (field.context.options.options ?? []) as readonly { key: string; label: CatalogStage['label'] }[]
  return options.find((option) => option.key === key)?.label ?? String(key)
}
