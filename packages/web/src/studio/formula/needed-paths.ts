import type { Expression } from '@tessera/formula'
import { objectTypes } from '@/formula/object-types'
import type { ObjectModel } from '@/model/objects'

/** What must be read of a record (and of the acting person) to evaluate a formula; paths as `fields` of the API takes them. */
export interface NeededPaths {
  readonly record: readonly string[]
  readonly me: readonly string[]
}

/**
 * The paths an expression reads, those behind its formula fields too. Only what is published can be read: `published` holds
 * the objects as the server knows them, the rest reads blank.
 */
export function neededPaths(
  expression: Expression,
  objects: ReadonlyMap<string, ObjectModel>,
  published: ReadonlyMap<string, ObjectModel>,
): NeededPaths {
  const types = objectTypes(objects)
  const record = new Set<string>()
  const me = new Set<string>()
  const seen = new Set<Expression>()
  const visit = (one: Expression): void => {
    if (seen.has(one)) return
    seen.add(one)
    for (const path of one.mePaths) me.add(path.map(({ key }) => key).join('.'))
    for (const path of one.paths) {
      const [first] = path
      if (first === undefined) continue
      const formula = path.length === 1 ? types.field(first.object, { id: first.field })?.formula : undefined
      if (formula !== undefined) visit(formula)
      else if (isPublished(path, types, published)) record.add(path.map(({ key }) => key).join('.'))
    }
  }
  visit(expression)
  return { record: [...record], me: [...me] }
}

function isPublished(
  path: Expression['paths'][number],
  types: ReturnType<typeof objectTypes>,
  published: ReadonlyMap<string, ObjectModel>,
): boolean {
  return path.every(({ object, key }) => {
    const known = published.get(types.object(object)?.key ?? '')
    return known !== undefined && (known.fieldsByKey.has(key) || ['id', 'version'].includes(key))
  })
}
