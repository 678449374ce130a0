import type { FieldModel, ObjectModel } from '@/model/objects'
import type { WrittenPath } from './formula-place'

/** The documents a formula is read in: objects by key, and the one whose record it is about. */
export interface FormulaWorld {
  readonly objects: ReadonlyMap<string, ObjectModel>
  readonly object: string
  readonly allow: { readonly me: boolean; readonly old: boolean }
}

/** Key of the object of people, which `me` is a record of. */
const people = 'user'

/** The object that a path of lookups leads to; undefined where a step is unknown or no lookup. */
export function objectAt({ objects, object }: FormulaWorld, path: WrittenPath): ObjectModel | undefined {
  let at = objects.get(path.from === 'me' ? people : object)
  for (const step of path.steps) {
    const [key = '', narrowed] = step.split(':')
    const field = at?.fieldsByKey.get(key)
    const target = narrowed === undefined ? (field?.links ?? field?.target) : narrowedTo(field, narrowed)
    at = target === undefined ? undefined : objects.get(target)
  }
  return at
}

const narrowedTo = (field: FieldModel | undefined, object: string): string | undefined =>
  field?.targets?.includes(object) === true ? object : undefined

/** The field a path ends with. */
export function fieldAt(world: FormulaWorld, path: WrittenPath): FieldModel | undefined {
  const last = path.steps.at(-1)
  if (last === undefined) return undefined
  return objectAt(world, { from: path.from, steps: path.steps.slice(0, -1) })?.fieldsByKey.get(last)
}
