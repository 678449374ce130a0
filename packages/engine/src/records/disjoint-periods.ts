type End = string | number

interface Period {
  readonly from: End
  readonly to: End | null
}

/** Periods by what they book, none overlapping another: those of one call, compared before any of them is written. */
export class DisjointPeriods {
  readonly #byKey = new Map<string, Period[]>()

  /** @param closed the end belongs to the period: days */
  constructor(private readonly closed: boolean) {}

  /** Takes a period that takes some time, unless it overlaps one that was taken; says whether it did. A blank end never ends. */
  add(key: string, from: End, to: End | null): boolean {
    const periods = this.#byKey.get(key) ?? []
    const at = firstAfter(periods, from)
    const [before, after] = [periods[at - 1], periods[at]]
    if (before !== undefined && this.#overlap(before, { from, to })) return false
    if (after !== undefined && this.#overlap(after, { from, to })) return false
    periods.splice(at, 0, { from, to })
    this.#byKey.set(key, periods)
    return true
  }

  #overlap(one: Period, other: Period): boolean {
    return this.#startsBeforeEnd(one.from, other.to) && this.#startsBeforeEnd(other.from, one.to)
  }

  #startsBeforeEnd(from: End, to: End | null): boolean {
    return to === null || (this.closed ? from <= to : from < to)
  }
}

/** Index of the first period that starts after `from`; those before are disjoint, so only the last of them can reach it. */
function firstAfter(periods: readonly Period[], from: End): number {
  let [low, high] = [0, periods.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((periods[middle]?.from ?? from) > from) high = middle
    else low = middle + 1
  }
  return low
}
