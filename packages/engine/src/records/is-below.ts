/**
 * Is a record of a tree another one, or below it? `above` gives the record right above one, null at the top. A circle, which only
 * data from before the tree can have, ends the way.
 */
export function isBelow(id: string, ancestor: string, above: (id: string) => string | null): boolean {
  const seen = new Set<string>()
  for (let at: string | null = id; at !== null && !seen.has(at); at = above(at)) {
    if (at === ancestor) return true
    seen.add(at)
  }
  return false
}
