import type { StageSetState, StageState } from '@tessera/metadata'

/** How a stage stands to the one the record is in: `current` may be won or lost. */
export type StagePlace = 'done' | 'current' | 'ahead' | 'closed'

/** Where a stage stands on the way of a record. What is open and before the current one is behind; out of a lost deal, where it was. */
export function placeOf(set: StageSetState, step: StageState): StagePlace {
  if (step.stage === set.stage) return 'current'
  if (!step.allowed && step.visits === 0) return 'closed'
  const at = set.steps.findIndex(({ stage }) => stage === set.stage)
  const current = set.steps[at]
  if (step.kind !== 'open' || current === undefined) return 'ahead'
  if (current.kind === 'lost') return step.visits > 0 ? 'done' : 'ahead'
  return set.steps.indexOf(step) < at ? 'done' : 'ahead'
}

/** The move one would make next: the first stage behind the current one that may be reached and is no loss. */
export function nextMove(set: StageSetState): StageState | undefined {
  const at = set.steps.findIndex(({ stage }) => stage === set.stage)
  if (set.steps[at] !== undefined && set.steps[at].kind !== 'open') return undefined
  return set.steps.slice(at + 1).find(({ allowed, kind }) => allowed && kind !== 'lost')
}

/** Seconds a record has been in its stage, as of `now` (milliseconds). */
export function staySeconds({ since }: StageSetState, now: number): number {
  return since === null ? 0 : Math.max(0, Math.round((now - Date.parse(since)) / 1000))
}

/** True when a record is longer in its stage than that allows. */
export function isStalled(set: StageSetState, now: number): boolean {
  const days = set.steps.find(({ stage }) => stage === set.stage)?.days ?? null
  return days !== null && staySeconds(set, now) > days * 86_400
}

export type StayUnit = 'days' | 'hours' | 'minutes' | 'moment'

/** How long in the largest unit that fits: 3 days, 5 hours, 12 minutes. */
export function stayOf(seconds: number): { readonly unit: StayUnit; readonly n: number } {
  for (const [unit, size] of [
    ['days', 86_400],
    ['hours', 3_600],
    ['minutes', 60],
  ] as const)
    if (seconds >= size) return { unit, n: Math.floor(seconds / size) }
  return { unit: 'moment', n: 0 }
}
