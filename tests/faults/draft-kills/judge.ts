import type { Moment, State } from './hand.js'

/** Edits younger than this at the death may be lost. */
export const keptAfterMs = 3_000

const textOf = (state: State): string => JSON.stringify(state)

/** The moments that what was found may be, latest last; empty: an older edit is lost, doubled or out of order. */
export function fitting(moments: readonly Moment[], found: State, diedAt: number): readonly Moment[] {
  const oldest = moments.findLastIndex(({ doneAt }) => doneAt !== undefined && doneAt <= diedAt - keptAfterMs)
  const text = textOf(found)
  return moments.slice(oldest).filter(({ state }) => textOf(state) === text)
}

/** A sentence about what does not fit. */
export function lossOf(moments: readonly Moment[], found: State, diedAt: number): string {
  const oldest = moments.findLastIndex(({ doneAt }) => doneAt !== undefined && doneAt <= diedAt - keptAfterMs)
  const owed = moments[oldest] as Moment
  const age = ((diedAt - (owed.doneAt ?? 0)) / 1000).toFixed(1)
  const earlier = moments.findLastIndex(({ state }) => textOf(state) === textOf(found))
  const place =
    earlier === -1
      ? 'which never was'
      : `as it was ${oldest - earlier} edits earlier (${moments[earlier]?.what}, ${moments.length} in all)`
  return `owed “${owed.what}” (${age} s old) ${textOf(owed.state)}, found ${textOf(found)}, ${place}`
}

/** True when one undo may lead from any of these moments to what was found then. */
export function isBack(moments: readonly Moment[], found: State): boolean {
  return moments.some(({ back }) => back === undefined || back.some((state) => textOf(state) === textOf(found)))
}
