import { locales, localize, type JsonSchema, type Locale } from '@tessera/metadata'
import { choiceOptionsSchema, type Choice } from './choice-options.js'

/** A choice of a tree: below the nearest one before it that stands less deep. */
export interface TreeChoice extends Choice {
  /** 0 or absent at the top. */
  readonly depth?: number
}

export interface TreeOptions {
  readonly options: readonly TreeChoice[]
}

/** Deepest level, counted from 0. */
const deepest = 5

const list = (choiceOptionsSchema.properties as Readonly<Record<string, JsonSchema>>).options ?? {}
const item = list.items as JsonSchema

/** Schema of `TreeOptions`: the options of a select, each with its depth. */
export const treeOptionsSchema: JsonSchema = {
  ...choiceOptionsSchema,
  properties: {
    options: {
      ...list,
      items: {
        ...item,
        properties: {
          ...(item.properties as Readonly<Record<string, JsonSchema>>),
          depth: { type: 'integer', minimum: 0, maximum: deepest },
        },
      },
    },
  },
}

/** A choice with its place in the tree. */
export interface PlacedChoice {
  readonly choice: TreeChoice
  /** Those above it, the top one first. */
  readonly above: readonly TreeChoice[]
  readonly isBranch: boolean
}

/** The tree that a list of depths means; one that is deeper than one below the choice before it counts as one below. */
export function placeChoices(options: readonly TreeChoice[]): readonly PlacedChoice[] {
  const placed: { choice: TreeChoice; above: readonly TreeChoice[]; isBranch: boolean }[] = []
  let path: TreeChoice[] = []
  for (const choice of options) {
    const depth = Math.min(choice.depth ?? 0, path.length)
    const last = placed.at(-1)
    if (last !== undefined && depth === path.length) last.isBranch = true
    path = [...path.slice(0, depth), choice]
    placed.push({ choice, above: path.slice(0, -1), isBranch: false })
  }
  return placed
}

/** Between the levels of a choice's text. */
export const levelSign = ' / '

/** 华东 / 上海 */
export function pathText({ choice, above }: PlacedChoice, locale: Locale): string {
  return [...above, choice].map(({ label }) => localize(label, locale)).join(levelSign)
}

/** The leaf a cell names: by its key, its path in any language, or its own label where only one leaf has it. */
export function leafOfCell(cell: string, options: readonly TreeChoice[]): TreeChoice | undefined {
  const leaves = placeChoices(options).filter(({ isBranch }) => !isBranch)
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\s*[/>]\s*/g, '/')
      .trim()
  const wanted = plain(cell)
  const byKey = leaves.find(({ choice }) => choice.key.toLowerCase() === wanted)
  const byPath = leaves.find((leaf) => locales.some((locale) => plain(pathText(leaf, locale)) === wanted))
  const named = leaves.filter(({ choice }) =>
    locales.some((locale) => plain(localize(choice.label, locale)) === wanted),
  )
  return (byKey ?? byPath ?? (named.length === 1 ? named[0] : undefined))?.choice
}
