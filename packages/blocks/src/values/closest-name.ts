/**
 * The name a person may have meant: at most a third of its letters (at least one) inserted, left out, replaced or
 * swapped with a neighbour; case does not count. Undefined when none is that near.
 *
 * Shape: closestName('plannd', ['planned', 'done']) → 'planned'
 */
export function closestName(typed: string, names: Iterable<string>): string | undefined {
  const wanted = typed.slice(0, 60).toLowerCase()
  let best: { readonly name: string; readonly distance: number } | undefined
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase())
    const allowed = Math.max(1, Math.floor(name.length / 3))
    if (distance <= allowed && distance < (best?.distance ?? Infinity)) best = { name, distance }
  }
  return best?.name
}

/** Optimal string alignment: three rows of the usual table. */
function editDistance(from: string, to: string): number {
  let twoAbove: number[] = []
  let above = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1]
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (twoAbove[column - 2] ?? 0) + 1 : Infinity,
      )
    }
    twoAbove = above
    above = current
  }
  return above[to.length] ?? 0
}
