import { pointsTo, type ObjectModel } from '@/model/objects'

/** A lookup, or links with many, as a line from the module that has it to the one it points to. */
export interface Relation {
  /** `<object>.<field>`, and which of its objects where the field may point to several. */
  readonly id: string
  readonly from: string
  readonly field: string
  readonly to: string
  /** Many on both sides. */
  readonly isMany: boolean
  /** The module it points to is gone. */
  readonly isBroken: boolean
}

export interface ModelGraph {
  readonly nodes: readonly ObjectModel[]
  readonly relations: readonly Relation[]
  /** Relations left out because one end is hidden. */
  readonly hidden: number
}

/**
 * Modules and the lookups between them. People, departments and other system modules are left out unless asked for, as nearly
 * every module points to them; `text` keeps modules whose label or key contains it, and what they are related to.
 */
export function modelGraph(
  objects: ReadonlyMap<string, ObjectModel>,
  options: { readonly withSystem: boolean; readonly text: string; readonly titleOf: (object: ObjectModel) => string },
): ModelGraph {
  const all = relationsOf(objects)
  const wanted = options.text.trim().toLowerCase()
  const named = new Set(
    [...objects.values()]
      .filter((object) => `${options.titleOf(object)} ${object.key}`.toLowerCase().includes(wanted))
      .map(({ key }) => key),
  )
  const near = new Set(all.flatMap(({ from, to }) => (named.has(from) || named.has(to) ? [from, to] : [])))
  const nodes = [...objects.values()].filter(
    ({ key, isSystem }) => (options.withSystem || !isSystem) && (named.has(key) || (wanted !== '' && near.has(key))),
  )
  const shown = new Set(nodes.map(({ key }) => key))
  const relations = all.filter(({ from, to, isBroken }) => shown.has(from) && (isBroken || shown.has(to)))
  return { nodes, relations, hidden: all.length - relations.length }
}

function relationsOf(objects: ReadonlyMap<string, ObjectModel>): readonly Relation[] {
  return [...objects.values()].flatMap((object) =>
    object.fields.flatMap((field): Relation[] => {
      // The other side of links is the same line.
      const targets = field.type === 'backlinks' || field.isSystem ? [] : pointsTo(field)
      return targets.map((target) => ({
        id: `${object.key}.${field.key}${targets.length === 1 ? '' : `:${target}`}`,
        from: object.key,
        field: field.key,
        to: target,
        isMany: field.links !== undefined,
        isBroken: !objects.has(target),
      }))
    }),
  )
}

/** A key that none of `taken` is: `customer`, `customer2`, … */
export function freeKey(wanted: string, taken: Iterable<string>): string {
  const known = new Set([...taken].map((key) => key.toLowerCase()))
  let key = wanted
  for (let n = 2; known.has(key.toLowerCase()); n += 1) key = `${wanted}${n}`
  return key
}
