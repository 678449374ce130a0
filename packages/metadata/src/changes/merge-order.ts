/**
 * Where a member stands relative to the members that were there before and have not moved: after the base's member number
 * `anchor` (0 = at the head), in the run that begins with `leader`, as its member number `index` (0 = the anchor itself).
 */
interface Rank {
  readonly anchor: number
  readonly leader: string
  readonly index: number
}

/** An order in which both sides moved the same member to different places. */
export interface OrderConflict {
  readonly id: string
  readonly mine: number
  readonly theirs: number
}

/**
 * The order of a list after both sides have added, removed and moved members. Ranks are given by what a side did: a member
 * it left alone keeps the base's place, so that insertions and moves of different members never disturb each other.
 *
 * `members`: the ids the merged list has. The result does not depend on which side is called mine, except for conflicts,
 * where mine wins.
 */
export function mergeOrder(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  members: ReadonlySet<string>,
): { readonly order: readonly string[]; readonly conflicts: readonly OrderConflict[] } {
  const mineRanks = ranksOf(base, mine)
  const theirRanks = ranksOf(base, theirs)
  const conflicts: OrderConflict[] = []
  const ranked = [...members].map((id) => {
    const [a, b] = [mineRanks.get(id), theirRanks.get(id)]
    if (a === undefined || b === undefined) return { id, rank: a ?? b ?? head }
    if (compareRanks(a, b) === 0 || b.index === 0) return { id, rank: a }
    if (a.index === 0) return { id, rank: b }
    if (base.includes(id)) conflicts.push({ id, mine: mine.indexOf(id), theirs: theirs.indexOf(id) })
    return { id, rank: base.includes(id) || compareRanks(a, b) < 0 ? a : b }
  })
  ranked.sort((a, b) => compareRanks(a.rank, b.rank) || compareText(a.id, b.id))
  return { order: ranked.map(({ id }) => id), conflicts }
}

const head: Rank = { anchor: 0, leader: '', index: 0 }

function ranksOf(base: readonly string[], side: readonly string[]): ReadonlyMap<string, Rank> {
  const numbers = new Map(base.map((id, index) => [id, index + 1]))
  const unmoved = longestRising(side.flatMap((id) => numbers.get(id) ?? []))
  const ranks = new Map<string, Rank>()
  let anchor = 0
  let leader = ''
  let index = 0
  for (const id of side) {
    const number = numbers.get(id)
    if (number !== undefined && unmoved.has(number)) {
      anchor = number
      leader = ''
      index = 0
    } else {
      index += 1
      if (index === 1) leader = id
    }
    ranks.set(id, { anchor, leader, index })
  }
  return ranks
}

function compareRanks(a: Rank, b: Rank): number {
  return a.anchor - b.anchor || compareText(a.leader, b.leader) || a.index - b.index
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The longest strictly rising part of a list of distinct numbers: members that need not have moved. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const lengths: number[] = []
  const previous: number[] = []
  let best = -1
  for (const [index, number] of numbers.entries()) {
    lengths[index] = 1
    previous[index] = -1
    for (let before = 0; before < index; before++) {
      const length = (lengths[before] ?? 0) + 1
      if ((numbers[before] ?? 0) < number && length > (lengths[index] ?? 0)) {
        lengths[index] = length
        previous[index] = before
      }
    }
    if (best < 0 || (lengths[index] ?? 0) > (lengths[best] ?? 0)) best = index
  }
  const rising = new Set<number>()
  for (let index = best; index >= 0; index = previous[index] ?? -1) rising.add(numbers[index] ?? 0)
  return rising
}
