import { fieldProblemOf, makeFieldProblem } from '@tessera/metadata'
import type { Expression } from '@tessera/formula'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { pathOf, sameValue } from './draft.js'
import type { Draft } from './draft.js'
import { emptyOf, parseValue } from './parse-values.js'
import { heldValue, settleAnyRecords } from './any-records.js'
import { differs, evaluated, loadPaths } from './draft-world.js'
import type { DraftWorld } from './draft-world.js'
import { inKeptOrder, refuseTooMany } from './link-order.js'
import { waitsForLines } from './waits-for-lines.js'
import { withholdNames } from './withhold-names.js'
import { PathReader } from './path-values.js'
import { evaluateOn, recordEnvironment } from './record-environment.js'
import { writtenFields } from './stored-fields.js'
import { speaksOfStages } from '../stages/judge-criteria.js'
import { judgeStages } from '../stages/judge-stages.js'
import { startStages } from '../stages/start-stages.js'
import { applyBeforeRules } from '../workflows/before-rules.js'

/**
 * Defaults, rules before saving, stages, required and rules of drafts whose `before` is known, in the order of decisions section 1.
 * Sets `after`, adds problems; writes nothing. Reads at most one statement per relation that an expression crosses, for all drafts.
 */
export async function evaluateDrafts(world: DraftWorld, drafts: readonly Draft[]): Promise<void> {
  const paths = new PathReader(world.db, world.catalog, world.runtime)
  for (const draft of drafts) start(world, draft)
  await settleAnyRecords(world, drafts)
  await applyDefaults(world, drafts, paths)
  await startStages(world, drafts, paths)
  await applyBeforeRules(world, drafts, paths)
  await judgeStages(world, drafts, paths)
  for (const draft of drafts) checkRequired(world.object, draft)
  await applyRules(world, drafts, paths)
  if (world.access !== undefined) for (const draft of drafts) withholdNames(world.object, world.access, draft)
}

function start(world: DraftWorld, draft: Draft): void {
  draft.after = new Map(draft.before)
  draft.entered.length = 0
  if (draft.op === 'create') {
    for (const field of writtenFields(world.object)) draft.after.set(field.id, emptyOf(field))
    draft.after.set('owner', world.actorId)
    for (const field of world.object.fields)
      if (field.rollup !== undefined) draft.after.set(field.id, emptyRollup(field))
  }
  for (const [id, value] of draft.sent) draft.after.set(id, inKeptOrder(world.object, draft, id, value))
  refuseTooMany(world.object, draft)
  for (const { field, value, problem } of draft.refused) {
    const kept = draft.op === 'change' && sameValue(value, draft.before.get(field))
    if (!kept) draft.problems.push(problem)
  }
}

/** A record without children: 0 for sum and counts, blank for the rest. */
function emptyRollup(field: CatalogField): number | null {
  const fn = field.rollup?.function
  return fn === 'sum' || fn === 'count' || fn === 'countDistinct' ? 0 : null
}

async function applyDefaults(world: DraftWorld, drafts: readonly Draft[], paths: PathReader): Promise<void> {
  for (const field of world.object.defaults) {
    const expression = field.default
    const open = drafts.filter((draft) => draft.op === 'create' && !draft.sent.has(field.id))
    if (expression === undefined || open.length === 0) continue
    await loadPaths(world, open, [expression], paths)
    for (const draft of open) applyDefault(world, draft, field, expression, paths)
    if (field.members !== undefined) await settleAnyRecords(world, open)
  }
}

function applyDefault(
  world: DraftWorld,
  draft: Draft,
  field: CatalogField,
  expression: Expression,
  paths: PathReader,
): void {
  const env = recordEnvironment(evaluated(world, draft), paths, world.runtime)
  const parsed = parseValue(field, evaluateOn(expression, env))
  if ('problem' in parsed) {
    draft.problems.push(fieldProblemOf(pathOf(draft, field.key), parsed.problem, field.label))
  } else {
    draft.after.set(field.id, parsed.value)
  }
}

/** A blank where a value is needed, no line where lines are; a value of a wrong type has its own problem already. */
function checkRequired(object: CatalogObject, draft: Draft): void {
  if (draft.op !== 'create' && draft.op !== 'change') return
  for (const field of object.fields) {
    if (!field.required || field.details === undefined) continue
    const lines = draft.details.find((details) => details.field === field)?.lines
    const isMissing = lines === undefined ? draft.op === 'create' : lines.length === 0
    if (isMissing && !draft.problems.some(({ path }) => path === pathOf(draft, field.key)))
      draft.problems.push(makeFieldProblem(pathOf(draft, field.key), 'field.required', { label: field.label }))
  }
  for (const field of object.fields) {
    const touched = draft.op === 'create' || draft.sent.has(field.id)
    if (
      field.required &&
      touched &&
      ['stored', 'links', 'anyLookup'].includes(field.definition.kind) &&
      heldValue(draft.after, field) === null &&
      !draft.problems.some(({ path }) => path === pathOf(draft, field.key))
    ) {
      draft.problems.push(makeFieldProblem(pathOf(draft, field.key), 'field.required', { label: field.label }))
    }
  }
}

/** Rules: `when` names the forbidden state. A change that leaves the record as it was is not judged again. */
async function applyRules(world: DraftWorld, drafts: readonly Draft[], paths: PathReader): Promise<void> {
  const { rules } = world.object
  const judged = drafts.filter((draft) => draft.op !== 'delete' && isJudgeable(draft) && differs(draft))
  if (rules.length === 0 || judged.length === 0) return
  await loadPaths(
    world,
    judged,
    rules.map((rule) => rule.when),
    paths,
  )
  for (const draft of judged) {
    const env = recordEnvironment(evaluated(world, draft), paths, world.runtime)
    for (const rule of rules) {
      if (waitsForLines(world.catalog, world.object, draft, rule.when) || evaluateOn(rule.when, env) !== true) continue
      draft.problems.push({
        path: pathOf(draft, rule.field?.key ?? ''),
        code: `rule.${rule.key}`,
        message: rule.message,
      })
    }
  }
}

/** A blank that is required, or a stage the record may not come to, does not keep the rules from speaking: all problems are told at once. */
const isJudgeable = (draft: Draft): boolean =>
  draft.problems.every((problem) => problem.code === 'field.required' || speaksOfStages(problem))
