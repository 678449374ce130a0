import { adapt } from './check/adapt.js'
import { Checker } from './check/check.js'
import { walk } from './check/walk.js'
import type { TypedNode } from './check/typed-node.js'
import { problem } from './problems.js'
import type { ProblemCode } from './problems.js'
import { parse } from './source/parse.js'
import type { Expression, TreeUse } from './types/expression.js'
import type { FormulaProblem } from './types/formula-problem.js'
import { expressionClasses } from './types/formula-type.js'
import type { ExpressionClass, FormulaType } from './types/formula-type.js'
import type { FieldPath } from './types/runtime-value.js'
import { sameType } from './types/same-type.js'
import type { Scope } from './types/scope.js'
import { nameOfKind, nameOfType } from './types/type-name.js'

/** What the place of a formula asks of it. */
export interface Wanted {
  /** The result's type or kind; a text literal is read as that type. Default: any. */
  readonly type?: 'any' | FormulaType['kind'] | FormulaType
  /** The widest class that is allowed here; see decisions, section 4. */
  readonly maxClass?: ExpressionClass
}

export interface Compiled {
  readonly expression?: Expression
  readonly problems: readonly FormulaProblem[]
}

/**
 * Reads and checks a formula, in the form people write or in the stored form. Never throws.
 *
 * A formula whose only problems are `formula.deleted_reference` still has an expression, in which what was deleted reads
 * blank: installed documents keep working, new publishes are refused because `problems` is not empty.
 */
export function compile(text: string, scope: Scope, want: Wanted = {}): Compiled {
  const parsed = parse(text)
  if (parsed.node === undefined) return { problems: parsed.problems }
  const checker = new Checker(scope)
  const checked = checker.check(parsed.node)
  const problems = [...checker.problems]
  if (checked === undefined) return { problems }
  const fitted = fitResult(checked, want.type ?? 'any')
  if ('code' in fitted) return { problems: [...problems, fitted] }
  const refused = classProblem(fitted, want.maxClass ?? 'actor')
  if (refused !== undefined) return { problems: [...problems, refused] }
  let lost: TypedNode | undefined
  walk(fitted, (node) => {
    if (node.kind === 'stored option') lost = node
    if (node.kind === 'stored option' || (node.kind === 'literal' && node.deleted === true)) {
      problems.push(problem('formula.deleted_reference', node.span, {}))
    }
  })
  const usable = lost === undefined && problems.every(({ code }) => code === 'formula.deleted_reference')
  return usable ? { expression: summarize(text, fitted), problems } : { problems }
}

function fitResult(node: TypedNode, wanted: 'any' | FormulaType['kind'] | FormulaType): TypedNode | FormulaProblem {
  if (wanted === 'any') return node
  if (typeof wanted === 'string') {
    if (node.type.kind === wanted) return node
    const simple = wanted !== 'option' && wanted !== 'record' && wanted !== 'anyRecord' && wanted !== 'list'
    if (!simple && node.type.kind === 'blank') return node
    const adapted = simple ? adapt(node, { kind: wanted }) : undefined
    return (
      adapted ??
      problem('formula.wrong_result', node.span, { wanted: nameOfKind(wanted), found: nameOfType(node.type) })
    )
  }
  if (sameType(node.type, wanted)) return node
  const adapted = adapt(node, wanted)
  return (
    adapted ?? problem('formula.wrong_result', node.span, { wanted: nameOfType(wanted), found: nameOfType(node.type) })
  )
}

const classProblems: Readonly<Record<ExpressionClass, ProblemCode>> = {
  record: 'formula.not_own_record',
  related: 'formula.not_own_record',
  day: 'formula.volatile',
  now: 'formula.volatile',
  actor: 'formula.actor_dependent',
}

function classProblem(node: TypedNode, maxClass: ExpressionClass): FormulaProblem | undefined {
  const rank = (found: ExpressionClass) => expressionClasses.indexOf(found)
  if (rank(node.class) <= rank(maxClass)) return undefined
  // Point at the smallest part that is too wide: the last one found on the way down.
  let guilty = node
  walk(node, (part) => {
    if (rank(part.class) === rank(node.class) && part.span.end - part.span.start <= guilty.span.end - guilty.span.start)
      guilty = part
  })
  const code = classProblems[node.class] as 'formula.volatile'
  return problem(code, guilty.span, {})
}

function summarize(text: string, tree: TypedNode): Expression {
  const paths = new Map<string, FieldPath>()
  const mePaths = new Map<string, FieldPath>()
  const fieldIds = new Set<string>()
  const options = new Set<string>()
  const treeUses: TreeUse[] = []
  let usesOld = false
  let usesMe = false
  walk(tree, (node) => {
    if (node.kind === 'under') treeUses.push({ object: node.object, record: summarize(text, node.record) })
    if (node.kind === 'me') usesMe = true
    if (node.kind === 'literal' && node.optionId !== undefined && node.type.kind === 'option') {
      options.add(`${node.type.field}/${node.optionId}`)
    }
    if (node.kind !== 'path') return
    if (node.version === 'old') usesOld = true
    if (node.version === 'me') usesMe = true
    const distinct = node.version === 'me' ? mePaths : paths
    distinct.set(node.path.map((step) => step.field).join('.'), node.path)
    for (const step of node.path) fieldIds.add(step.field)
  })
  return {
    text,
    type: tree.type,
    class: tree.class,
    paths: [...paths.values()],
    mePaths: [...mePaths.values()],
    usesOld,
    usesMe,
    fieldIds,
    options,
    treeUses,
    tree,
  }
}
