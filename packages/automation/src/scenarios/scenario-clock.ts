import { startOfDay } from '../core/start-of-day.js'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The clock of a scratch workspace: it goes as the real one does, from another moment on. */
export class ScenarioClock {
  #ahead = 0

  readonly now = (): Date => new Date(Date.now() + this.#ahead)

  setTo(at: number): void {
    this.#ahead = at - Date.now()
  }

  /** Moves on to an instant; one that is past changes nothing. */
  reach(at: number): void {
    this.#ahead = Math.max(this.#ahead, at - Date.now())
  }
}

export interface FirstMoment {
  /** Epoch milliseconds. */
  readonly at: number
  /** Its day, 'yyyy-MM-dd'. */
  readonly day: string
}

/**
 * When every scenario begins: ten o'clock on the second Monday of the next May. So it does not depend on the day it is run
 * whether a day is a working day, or whether the week after next still belongs to the month and the quarter. It lies ahead, because due times
 * are compared with the clock of the database and can only be moved forward.
 */
export function firstMoment(timeZone: string, now: Date): FirstMoment {
  for (let year = now.getUTCFullYear(); ; year += 1) {
    const first = new Date(Date.UTC(year, 4, 1)).getUTCDay()
    const date = 8 + ((8 - first) % 7)
    const day = `${year}-05-${String(date).padStart(2, '0')}`
    const at = startOfDay(day, timeZone) + 10 * hourMs
    if (at > now.getTime() + dayMs) return { at, day }
  }
}

const unitMs: Readonly<Record<string, number>> = { d: dayMs, h: hourMs, m: 60_000 }

/**
 * A stretch of time as scenarios write it, in milliseconds; undefined when it is none.
 *
 * Shape: readDuration('3d') → 259200000; readDuration('1d12h') → 129600000
 */
export function readDuration(text: string): number | undefined {
  if (!/^(\d{1,5}[dhm])+$/.test(text)) return undefined
  return [...text.matchAll(/(\d+)([dhm])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit] ?? 0),
    0,
  )
}
