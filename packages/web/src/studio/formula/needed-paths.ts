import type { Expression, TreeUse } from '@tessera/formula'
import { objectTypes } from '@/formula/object-types'
import type { ObjectModel } from '@/model/objects'

/** What must be read of a record (and of the acting person) to evaluate a formula; paths as `fields` of the API takes them. */
export interface NeededPaths {
  readonly record: readonly string[]
  readonly me: readonly string[]
  /** What is read behind records of one of several objects, once these are known; `at` is among the paths of the record. */
  readonly narrowed: readonly { readonly at: string; readonly object: string; readonly below: string }[]
  /** Whose places in trees are asked for by `under`. */
  readonly trees: readonly TreeUse[]
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
  const trees: TreeUse[] = []
  const narrowed: NeededPaths['narrowed'][number][] = []
  /** Where the record itself lies is asked of its own lookup. */
  const readOwnPlace = (one: Expression): void => {
    for (const { object, record: place } of one.treeUses) {
      const tree = types.object(object)?.tree
      const isOwn = place.paths.some((path) => path.length === 1 && path[0]?.key === 'id')
      if (tree !== undefined && isOwn && isPublished([{ object, field: tree.id, key: tree.key }], types, published))
        record.add(tree.key)
    }
  }
  const visit = (one: Expression): void => {
    if (seen.has(one)) return
    seen.add(one)
    trees.push(...one.treeUses)
    readOwnPlace(one)
    for (const path of one.mePaths) me.add(path.map(({ key }) => key).join('.'))
    for (const path of one.paths) {
      const [first] = path
      if (first === undefined) continue
      const formula = path.length === 1 ? types.field(first.object, { id: first.field })?.formula : undefined
      if (formula !== undefined) visit(formula)
      else if (isPublished(path, types, published)) {
        const cut = path.findIndex(({ of }) => of !== undefined)
        const [over, rest] = cut === -1 ? [path, []] : [path.slice(0, cut + 1), path.slice(cut + 1)]
        const at = keysOf(over)
        record.add(at)
        const object = types.object(rest[0]?.object ?? '')?.key
        if (object !== undefined) narrowed.push({ at, object, below: keysOf(rest) })
      }
    }
  }
  visit(expression)
  return { record: [...record], me: [...me], narrowed, trees }
}

const keysOf = (path: Expression['paths'][number]): string => path.map(({ key }) => key).join('.')

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
