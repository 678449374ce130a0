import type { Environment, Expression, TreeUse } from '@tessera/formula'
import type { CatalogObject } from '../catalog/catalog.js'
import { fieldById } from '../catalog/catalog.js'
import type { RuntimeValues } from '../storage/statement.js'
import type { PathReader } from './path-values.js'
import { evaluateOn, recordEnvironment } from './record-environment.js'
import type { EvaluatedRecord } from './record-environment.js'

/**
 * Reads what is above the records that expressions compare by `under`, so that they can be evaluated in JavaScript: one statement
 * per tree, for all records at once. Nothing is read where no expression asks. The paths of the expressions must be loaded.
 */
export async function loadTreePlaces(
  paths: PathReader,
  object: CatalogObject,
  expressions: readonly Expression[],
  records: readonly EvaluatedRecord[],
  runtime: RuntimeValues,
): Promise<void> {
  const uses = treeUsesOf(object, expressions)
  if (uses.length === 0) return
  const states = records.flatMap((record) => [record, { ...record, after: record.before }])
  const environments = states.map((record) => recordEnvironment(record, paths, runtime))
  for (const use of uses) await paths.loadAbove(use.object, ownParents(use.object, object, states))
  await loadPlacesOf(paths, uses, environments)
}

/** The same for expressions about no record. */
export async function loadPlacesOf(
  paths: PathReader,
  uses: readonly TreeUse[],
  environments: readonly Environment[],
): Promise<void> {
  for (const { object, record } of uses) {
    // The record itself may depend on another place: IF(a under b, a, c) under d.
    await loadPlacesOf(paths, record.treeUses, environments)
    await paths.loadAbove(
      object,
      environments.flatMap((env) => {
        const id = evaluateOn(record, env)
        return typeof id === 'string' ? [id] : []
      }),
    )
  }
}

/** Every `under` of expressions and of the object's formulas that they read. */
function treeUsesOf(object: CatalogObject, expressions: readonly Expression[]): readonly TreeUse[] {
  const seen = new Set<Expression>()
  const follow = (expression: Expression): readonly TreeUse[] => {
    if (seen.has(expression)) return []
    seen.add(expression)
    const formulas = expression.paths.flatMap(([step, ...rest]) =>
      step === undefined || rest.length > 0 ? [] : (fieldById(object, step.field).formula ?? []),
    )
    return [...expression.treeUses, ...formulas.flatMap(follow)]
  }
  return expressions.flatMap(follow)
}

/** What a record of the tree that is being written is put below: its own row does not say so yet. */
function ownParents(tree: string, object: CatalogObject, records: readonly EvaluatedRecord[]): string[] {
  if (object.id !== tree || object.tree === undefined) return []
  const { id } = object.tree
  return records.flatMap(({ after }) => {
    const parent = after.get(id)
    return typeof parent === 'string' ? [parent] : []
  })
}
