import { fieldProblemOf } from '@tessera/metadata'
import type { Expression, WireValue } from '@tessera/formula'
import type { CatalogField } from '../catalog/catalog.js'
import { workflowsOf } from '../catalog/object-workflows.js'
import type { BeforeNode, BeforeRule, SetValue } from '../catalog/object-workflows.js'
import { settleAnyRecords } from '../records/any-records.js'
import { differs, evaluated, loadPaths } from '../records/draft-world.js'
import type { DraftWorld } from '../records/draft-world.js'
import { changesField, pathOf, sameValue } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import { inKeptOrder } from '../records/link-order.js'
import { parseValue } from '../records/parse-values.js'
import type { PathReader } from '../records/path-values.js'
import { evaluateOn, recordEnvironment } from '../records/record-environment.js'

/**
 * The rules before saving of an object, once each in their order, each seeing what those before it set (decisions,
 * section 1). A value they set is checked like one that was written; a refusal is a problem `workflow.<key>`. Drafts that are
 * refused anyway and changes that change nothing are left alone.
 *
 * A rule goes through its graph with all drafts at once: a node reads what it wants to know over lookups in one statement per
 * relation, however many records there are.
 */
export async function applyBeforeRules(world: DraftWorld, drafts: readonly Draft[], paths: PathReader): Promise<void> {
  for (const rule of workflowsOf(world.catalog, world.object).before) {
    const open = drafts.filter((draft) => draft.problems.length === 0 && differs(draft))
    if (open.length === 0) return
    await new RuleRun(world, rule, paths).from(rule.start, await matching(world, rule, open, paths))
  }
}

async function matching(
  world: DraftWorld,
  { watch, when }: BeforeRule,
  drafts: readonly Draft[],
  paths: PathReader,
): Promise<readonly Draft[]> {
  const formulas = (watch ?? []).flatMap(({ formula }) => formula ?? [])
  const expressions = when === undefined ? formulas : [...formulas, when]
  if (watch === undefined && expressions.length === 0) return drafts
  await loadPaths(world, drafts, expressions, paths)
  const counts = (draft: Draft, field: CatalogField): boolean =>
    field.formula === undefined
      ? changesField(field, draft.before, draft.after)
      : !sameValue(
          valueOf(world, { ...draft, after: draft.before }, field.formula, paths),
          valueOf(world, draft, field.formula, paths),
        )
  return drafts.filter(
    (draft) =>
      (watch === undefined || draft.op === 'create' || watch.some((field) => counts(draft, field))) &&
      (when === undefined || valueOf(world, draft, when, paths) === true),
  )
}

function valueOf(world: DraftWorld, draft: Draft, expression: Expression, paths: PathReader): WireValue {
  return evaluateOn(expression, recordEnvironment(evaluated(world, draft), paths, world.runtime))
}

/** One rule on its way through its graph, which has no circles. */
class RuleRun {
  constructor(
    private readonly world: DraftWorld,
    private readonly rule: BeforeRule,
    private readonly paths: PathReader,
  ) {}

  async from(start: string | undefined, drafts: readonly Draft[]): Promise<void> {
    let at = start
    let here = drafts
    while (at !== undefined && here.length > 0) {
      const node = this.rule.nodes.get(at)
      if (node === undefined) return
      if (node.does === 'refuse') return this.#refuse(node, here)
      if (node.does === 'set') {
        for (const value of node.values) await this.#set(value, here)
        here = here.filter((draft) => draft.problems.length === 0)
        at = node.next
        continue
      }
      await loadPaths(this.world, here, [node.when], this.paths)
      const yes: Draft[] = []
      const no: Draft[] = []
      for (const draft of here) (valueOf(this.world, draft, node.when, this.paths) === true ? yes : no).push(draft)
      await this.from(node.yes, yes)
      here = no
      at = node.no
    }
  }

  #refuse({ message, field }: Extract<BeforeNode, { does: 'refuse' }>, drafts: readonly Draft[]): void {
    for (const draft of drafts) {
      draft.problems.push({ path: pathOf(draft, field?.key ?? ''), code: `workflow.${this.rule.key}`, message })
    }
  }

  async #set({ field, value }: SetValue, drafts: readonly Draft[]): Promise<void> {
    await loadPaths(this.world, drafts, [value], this.paths)
    for (const draft of drafts) {
      const parsed = parseValue(field, valueOf(this.world, draft, value, this.paths))
      if ('problem' in parsed) {
        draft.problems.push(fieldProblemOf(pathOf(draft, field.key), parsed.problem, field.label))
      } else {
        draft.after.set(field.id, inKeptOrder(this.world.object, draft, field.id, parsed.value))
        draft.sent.set(field.id, parsed.value)
      }
    }
    await settleAnyRecords(this.world, drafts)
  }
}
