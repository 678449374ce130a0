import type { Expression } from '@tessera/formula'
import { fieldById } from './catalog.js'
import type { Catalog, CatalogField, CatalogObject } from './catalog.js'
import { stageExpressions } from './stage-expressions.js'
import { workflowsOf } from './object-workflows.js'
import type { BeforeNode } from './object-workflows.js'

/** Fields of the system that a write knows without asking the row: what the record is, and what it becomes. */
const known: ReadonlySet<string> = new Set(['id', 'version', 'owner'])

/** The system fields that expressions start at, `owner` left out (it is written like any other); formulas are followed. */
export function systemFieldsRead(object: CatalogObject, expressions: Iterable<Expression>): readonly CatalogField[] {
  const found = new Set<CatalogField>()
  const follow = ({ paths }: Expression): void => {
    for (const [step] of paths) {
      if (step === undefined) continue
      const field = fieldById(object, step.field)
      if (field.formula !== undefined) follow(field.formula)
      else if (field.system && field.key !== 'owner') found.add(field)
    }
  }
  for (const expression of expressions) follow(expression)
  return [...found]
}

const reads = new WeakMap<Catalog, Map<string, readonly CatalogField[]>>()

/**
 * The system columns that a write must read with the row, because a default, a rule, a stage or a workflow of the object asks for them
 * (`createdBy = me`): usually none.
 */
export function systemColumnsRead(catalog: Catalog, object: CatalogObject): readonly CatalogField[] {
  const ofCatalog = reads.get(catalog) ?? new Map<string, readonly CatalogField[]>()
  reads.set(catalog, ofCatalog)
  let found = ofCatalog.get(object.id)
  if (found === undefined) {
    found = systemFieldsRead(object, expressionsOf(catalog, object)).filter(({ key }) => !known.has(key))
    ofCatalog.set(object.id, found)
  }
  return found
}

/** Everything that is evaluated while a record of the object is written. */
function* expressionsOf(catalog: Catalog, object: CatalogObject): Generator<Expression> {
  for (const field of object.defaults) if (field.default !== undefined) yield field.default
  for (const rule of object.rules) yield rule.when
  yield* stageExpressions(object.stages)
  const { created, changed, before } = workflowsOf(catalog, object)
  for (const { watch = [], when } of [...created, ...changed, ...before]) {
    if (when !== undefined) yield when
    for (const { formula } of watch) if (formula !== undefined) yield formula
  }
  for (const { nodes } of before) for (const node of nodes.values()) yield* nodeExpressions(node)
}

function* nodeExpressions(node: BeforeNode): Generator<Expression> {
  if (node.does === 'branch') yield node.when
  if (node.does === 'set') for (const { value } of node.values) yield value
}
