import { holdsWords, type TreeNode, type TreeSource } from './inputs/tree-source.js'
import { regionBook, type Region } from '../regions/region-book.js'
import { regionText } from '../regions/read-region.js'

/** The regions of China as a tree to choose from. */
export const regionTree: TreeSource = {
  children: (code) => {
    const { provinces, byCode } = regionBook()
    return (code === undefined ? provinces : (byCode.get(code)?.children ?? [])).map(nodeOf)
  },
  parent: (code) => regionBook().byCode.get(code)?.parent?.code,
  text: (code) => regionText(code),
  find: (typed, most) => {
    const found: TreeNode[] = []
    for (const region of regionBook().byCode.values()) {
      if (found.length === most) break
      if (holdsWords(regionText(region.code), typed)) found.push(nodeOf(region))
    }
    return found
  },
  takesBranches: true,
}

const nodeOf = ({ code, name, children }: Region): TreeNode => ({
  key: code,
  label: name,
  hasChildren: children.length > 0,
})
