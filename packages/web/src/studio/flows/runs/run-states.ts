import type { RunState } from '@tessera/metadata'

/** How a run's state looks; the word stands beside it. */
export const stateIcons: Readonly<Record<RunState, string>> = {
  waiting: 'clock',
  running: 'loader-circle',
  done: 'circle-check',
  failed: 'circle-x',
  limited: 'octagon-x',
  cancelled: 'minus',
}

export const stateTone: Readonly<Record<RunState, 'good' | 'bad' | 'busy' | 'still'>> = {
  waiting: 'busy',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  limited: 'bad',
  cancelled: 'still',
}

export const stateKeys = {
  waiting: 'stateOfWaiting',
  running: 'stateOfRunning',
  done: 'stateOfDone',
  failed: 'stateOfFailed',
  limited: 'stateOfLimited',
  cancelled: 'stateOfCancelled',
} as const

/** A run that goes on by itself: its screen is read again and again. */
export const isLive = (state: RunState): boolean => state === 'waiting' || state === 'running'
