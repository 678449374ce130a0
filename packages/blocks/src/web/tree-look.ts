import type { Locale } from '@tessera/metadata'
import { pathText, placeChoices, type PlacedChoice, type TreeChoice } from '../values/choice-tree.js'
import type { WebField } from './define-field-type-web.js'

const placed = new WeakMap<object, readonly PlacedChoice[]>()

/** The tree of a field's options, worked out once for each list. */
export function treeOf({ document: { options } }: WebField): readonly PlacedChoice[] {
  if (!Array.isArray(options)) return []
  let tree = placed.get(options)
  if (tree === undefined) placed.set(options, (tree = placeChoices(options as readonly TreeChoice[])))
  return tree
}

/** 华东 / 上海 of a key; one that is listed no more is its key. */
export function treeText(key: unknown, field: WebField, locale: Locale): string {
  if (typeof key !== 'string') return ''
  const found = treeOf(field).find(({ choice }) => choice.key === key)
  return found === undefined ? key : pathText(found, locale)
}

/** Several leaves in words; where all of a branch are meant, the branch. */
export function treeWords(keys: readonly string[], field: WebField, locale: Locale): readonly string[] {
  const tree = treeOf(field)
  const chosen = new Set(keys)
  const leavesOf = (branch: TreeChoice): readonly PlacedChoice[] =>
    tree.filter(({ isBranch, above }) => !isBranch && above.includes(branch))
  const whole = new Set(
    tree
      .filter(({ choice, isBranch }) => isBranch && leavesOf(choice).every((leaf) => chosen.has(leaf.choice.key)))
      .map(({ choice }) => choice),
  )
  const words = tree
    .filter(({ choice, isBranch, above }) => {
      const isMeant = isBranch ? whole.has(choice) : chosen.has(choice.key)
      return isMeant && !above.some((branch) => whole.has(branch))
    })
    .map((one) => pathText(one, locale))
  return [...words, ...keys.filter((key) => !tree.some(({ choice }) => choice.key === key))]
}
