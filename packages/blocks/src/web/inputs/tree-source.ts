/** One node of a tree one chooses from. */
export interface TreeNode {
  readonly key: string
  readonly label: string
  readonly hasChildren: boolean
}

/** A tree as `TreeInput` goes through it. */
export interface TreeSource {
  /** The nodes right below one; of the whole tree without a key. */
  children(key: string | undefined): readonly TreeNode[]
  parent(key: string): string | undefined
  /** The node with those above it, as it is shown: 上海市 / 浦东新区. */
  text(key: string): string
  /** Nodes whose text holds every word of what was typed, at most `most`. */
  find(typed: string, most: number): readonly TreeNode[]
  /** May a node that has others below it be chosen itself? */
  readonly takesBranches: boolean
}

/** Do all words of what was typed stand in the text? */
export function holdsWords(text: string, typed: string): boolean {
  const hay = text.normalize('NFKC').toLowerCase()
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s/]+/)
  return words.every((word) => hay.includes(word))
}
