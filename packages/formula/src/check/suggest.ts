/** Edit distance with swaps of neighbours, given up above `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] as number) + 1)
      row.push(best)
    }
    before = previous
    previous = row
  }
  return previous[b.length] as number
}

/** The known name nearest to what was written, if it is near enough to be a slip. */
export function suggest(written: string, known: Iterable<string>): string | undefined {
  const lower = written.toLowerCase().slice(0, 80)
  const limit = lower.length <= 3 ? 1 : lower.length <= 8 ? 2 : 3
  let best: string | undefined
  let bestDistance = limit + 1
  for (const name of known) {
    const found = distance(lower, name.toLowerCase(), limit)
    if (found < bestDistance) {
      best = name
      bestDistance = found
    }
  }
  return best
}
