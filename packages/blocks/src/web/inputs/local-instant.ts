import { fromLocalMs } from '@tessera/formula'

const MINUTE_MS = 60_000

/** The instant at which the clocks of the zone show this date and minute, in wire form. */
export function instantOf(date: string, minute: number, timeZone: string): string {
  return new Date(fromLocalMs(Date.parse(`${date}T00:00:00Z`) + minute * MINUTE_MS, timeZone)).toISOString()
}
