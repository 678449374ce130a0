import { Cron } from 'croner'

/** The first time of a cron expression after an instant, in a zone; undefined when there is none, or it is no expression. */
export function nextTime(cron: string, timeZone: string, after: Date): Date | undefined {
  try {
    return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(after) ?? undefined
  } catch {
    return undefined
  }
}
