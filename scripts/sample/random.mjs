/** Random numbers that are the same for the same seed, on every machine: mulberry32. */
export function createRandom(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  /** A whole number from `from` to `to`, both included. */
  const int = (from, to) => from + Math.floor(next() * (to - from + 1))
  const chance = (share) => next() < share
  const pick = (list) => list[Math.floor(next() * list.length)]
  /** One of `[value, weight]`. */
  const weighted = (pairs) => {
    let rest = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of pairs) if ((rest -= weight) < 0) return value
    return pairs[pairs.length - 1][0]
  }
  /** Some different members, in random order. */
  const some = (list, count) => {
    const left = [...list]
    const taken = []
    while (taken.length < count && left.length > 0) taken.push(...left.splice(Math.floor(next() * left.length), 1))
    return taken
  }
  return { next, int, chance, pick, weighted, some }
}
