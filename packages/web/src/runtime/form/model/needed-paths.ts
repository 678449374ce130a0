import type { Expression, FieldPath, TreeUse } from '@tessera/formula'
import type { ObjectModel } from '@/model/objects'
import type { RuleCompiler } from './form-rules'

/** Paths over one lookup, as the API names them below that lookup's record: `level`, `owner.department`. */
export type NeededPaths = ReadonlyMap<string, ReadonlySet<string>>

export interface Needs {
  /**
   * By key of the lookup, behind which `:<object>` stands where only records of one of its objects are asked for; a lookup whose title
   * is asked for has an entry, maybe without paths.
   */
  readonly lookups: NeededPaths
  /** Paths from the acting person's record. */
  readonly me: ReadonlySet<string>
  /** Whose places in trees are asked for by `under`. */
  readonly trees: readonly TreeUse[]
}

/** `owner.department.id` is part of what `owner.department` gives. */
const textOf = (path: FieldPath): string =>
  path
    .map(({ key }) => key)
    .filter((key, index) => key !== 'id' || index < path.length - 1)
    .join('.')

function nameOf({ key, field, of }: FieldPath[number], { objects }: RuleCompiler): string {
  if (of === undefined) return key
  const id = field.slice(of.length + 1)
  return `${key}:${[...objects.values()].find((object) => object.id === id)?.key ?? id}`
}

/** Everything that these expressions read over lookups, the object's own formula fields followed. */
export function neededPaths(object: ObjectModel, compiler: RuleCompiler, expressions: Iterable<Expression>): Needs {
  const lookups = new Map<string, Set<string>>()
  const me = new Set<string>()
  const followed = new Set<string>()
  const trees: TreeUse[] = []
  const at = (key: string): Set<string> => {
    let paths = lookups.get(key)
    if (paths === undefined) lookups.set(key, (paths = new Set()))
    return paths
  }
  const follow = (expression: Expression): void => {
    const usesTitles = /title\s*\(/i.test(expression.text)
    trees.push(...expression.treeUses)
    for (const path of expression.mePaths) me.add(textOf(path))
    for (const [step, ...rest] of expression.paths) {
      if (step === undefined) continue
      const below = textOf(rest)
      if (below !== '') at(nameOf(step, compiler)).add(below)
      else if (rest.length === 0 && usesTitles && object.fieldsByKey.get(step.key)?.target !== undefined) at(step.key)
      if (rest.length > 0 || followed.has(step.key)) continue
      followed.add(step.key)
      const inner = compiler.insideFormula(step.key)
      if (inner !== undefined) follow(inner)
    }
  }
  for (const expression of expressions) follow(expression)
  return { lookups, me, trees }
}
